"""The skin's texture on the scalp chart: hair density and follicle openings."""
import numpy as np
from PIL import Image

from noise import sigmoid
from scalp_chart import RADIUS_DEG, ChartPoints

SIDE_PX = 4096
DENSITY_SIDE_PX = 1024
DISC_REACH_PX = 2
DISC_OPACITY = .72
DISC_SOFTNESS_MM = .05
# The density map needs some head radius to turn angles into distances; all heads are near this one.
TYPICAL_RADIUS_MM = 95.


def _paint_discs(points_mm, radii_mm):
    """Opacity map (SIDE_PX, SIDE_PX) of soft discs that are round on the skin, not on the chart."""
    chart = ChartPoints.of(points_mm)
    px_per_deg = SIDE_PX / (2 * RADIUS_DEG)
    cosine, sine = np.cos(chart.azimuth_rad), np.sin(chart.azimuth_rad)
    u_px = chart.polar_deg * cosine * px_per_deg + SIDE_PX / 2
    v_px = chart.polar_deg * sine * px_per_deg + SIDE_PX / 2
    polar_rad = np.radians(chart.polar_deg)
    radial_mm_per_px = chart.radius_mm * np.radians(1) / px_per_deg
    around_mm_per_px = radial_mm_per_px * np.sin(polar_rad) / np.maximum(polar_rad, 1e-3)
    log_clear = np.zeros(SIDE_PX * SIDE_PX, np.float32)
    column, row = np.floor(u_px).astype(np.int64), np.floor(v_px).astype(np.int64)
    for step_x in range(-DISC_REACH_PX, DISC_REACH_PX + 1):
        for step_y in range(-DISC_REACH_PX, DISC_REACH_PX + 1):
            x, y = column + step_x, row + step_y
            du, dv = x + .5 - u_px, y + .5 - v_px
            away_mm = np.hypot((du * cosine + dv * sine) * radial_mm_per_px,
                               (-du * sine + dv * cosine) * around_mm_per_px)
            opacity = DISC_OPACITY * sigmoid((radii_mm - away_mm) / DISC_SOFTNESS_MM)
            used = (x >= 0) & (x < SIDE_PX) & (y >= 0) & (y < SIDE_PX) & (opacity > .01)
            np.add.at(log_clear, y[used] * SIDE_PX + x[used], np.log1p(-opacity[used]).astype(np.float32))
    return 1 - np.exp(log_clear).reshape(SIDE_PX, SIDE_PX)


def _density_map(scalp):
    """Hair density (SIDE_PX, SIDE_PX) on the chart, 0..255."""
    line_deg = (np.arange(DENSITY_SIDE_PX) + .5 - DENSITY_SIDE_PX / 2) / DENSITY_SIDE_PX * 2 * RADIUS_DEG
    x_deg, y_deg = np.meshgrid(line_deg, line_deg)
    points = ChartPoints(np.hypot(x_deg, y_deg).ravel(), np.arctan2(y_deg, x_deg).ravel(),
                         np.full(x_deg.size, TYPICAL_RADIUS_MM))
    density = scalp.hair_density(points).reshape(DENSITY_SIDE_PX, DENSITY_SIDE_PX)
    image = Image.fromarray((density * 255).astype(np.uint8))
    return np.asarray(image.resize((SIDE_PX, SIDE_PX), Image.BICUBIC))


def write_chart_texture(file_name, scalp, hair):
    """Writes a PNG: red is the hair density, green the opacity of the follicle openings.

    scalp: Scalp; hair: ScalpHair.
    """
    texture = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    texture[..., 0] = _density_map(scalp)
    texture[..., 1] = _paint_discs(hair.roots_mm, .06 + 1.1 * hair.radii_mm) * 255
    Image.fromarray(texture[::-1]).save(file_name, compress_level=1)
