use plotters_backend::BackendCoord;

/// A place of the backend, which counts in tenths of a pixel, in pixels.
pub(super) fn pixels((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / 10.0, f64::from(y) / 10.0)
}
