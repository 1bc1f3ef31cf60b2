"""PyTorch: one chain as a plain training loop with autograd, and 1024 chains by the written-out gradient."""

from common import CHAINS, DEVIATION, DIMENSION, POINTS, RATE, START, X, Y, measure_batch, measure_one

import torch

torch.set_num_threads(1)
torch.set_num_interop_threads(1)
torch.set_default_dtype(torch.float64)


def make_one():
    theta = torch.tensor(START, requires_grad=True)
    rows, labels = torch.tensor(X).unbind(), Y.tolist()
    generator = torch.Generator().manual_seed(6)

    def advance(steps):
        points = torch.randint(POINTS, (steps,), generator=generator).tolist()
        noise = (DEVIATION * torch.randn(steps, generator=generator)).tolist()
        for i, zeta in zip(points, noise):
            z = theta @ rows[i]
            # Half a square, so that its gradient is the update of the project: no factor two.
            loss = 0.5 * ((z**3 + z).sum() - labels[i] + zeta) ** 2
            (gradient,) = torch.autograd.grad(loss, theta)
            with torch.no_grad():
                theta.sub_(gradient, alpha=RATE)

    return advance, lambda: theta.detach().numpy().copy()


def make_batch():
    # (dimension, neurons, chains), as in numpy_batch.py.
    theta = torch.tensor(START).T[:, :, None].repeat(1, 1, CHAINS)
    columns, labels = torch.tensor(X).T.contiguous(), torch.tensor(Y)
    generator = torch.Generator().manual_seed(7)

    @torch.inference_mode()
    def advance(steps):
        for _ in range(steps):
            points = torch.randint(POINTS, (CHAINS,), generator=generator)
            noise = torch.randn(CHAINS, generator=generator)
            x = columns.index_select(1, points)
            z = theta[0] * x[0]
            for k in range(1, DIMENSION):
                z.addcmul_(theta[k], x[k])
            square = z * z
            output = torch.addcmul(z, z, square).sum(dim=0)
            pull = output.sub_(labels[points]).add_(noise, alpha=DEVIATION)
            slope = square.mul_(3.0).add_(1.0)
            moves = x.mul_(pull)
            for k in range(DIMENSION):
                theta[k].addcmul_(slope, moves[k], value=-RATE)

    return advance, lambda: theta.permute(2, 1, 0).numpy().copy()


measure_one("PyTorch, autograd loop", make_one, part=2_000, looked_at=20_000)
measure_batch("PyTorch, batched", make_batch)
