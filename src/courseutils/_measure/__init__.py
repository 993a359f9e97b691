"""How the buffers module measures: geodesics, shapes of any kind, and the error of other ways."""
