"""Shoulders and chest in a crew-neck shirt, as a signed distance field in mm."""
import numpy as np

from distance_fields import capsule, columns, ellipsoid, intersection, union
from head_surface import neck_distance
from noise import value_noise

LIFT_MM = 34.


def collar_height(points_mm):
    """Height in mm (N,) of points (N, 3) above the tilted plane of the shirt's collar."""
    return points_mm[:, 2] + 186 - (points_mm[:, 1] - 36) * .30


def tuck_neck(vertices_mm):
    """Vertices with the neck drawn inwards below the collar, so that skin never shows through the shirt."""
    below = np.clip((-collar_height(vertices_mm) - 7) / 7, 0, 1)
    below = below * below * (3 - 2 * below)
    tucked = vertices_mm.copy()
    axis_y = 30 - .09 * (vertices_mm[:, 2] + 150)
    tucked[:, 0] = vertices_mm[:, 0] * (1 - .30 * below)
    tucked[:, 1] = axis_y + (vertices_mm[:, 1] - axis_y) * (1 - .30 * below)
    return tucked


def _shoulders(x, y, z):
    """Smooth body without folds."""
    x_abs = np.abs(x)
    body = capsule(x_abs, y, z, (40, 42, -262), (175, 40, -300), 52, 58)
    body = union(body, ellipsoid(x, y, z, (0, 20, -420), (190, 115, 190)), 70)
    body = union(body, capsule(x, y, z, (0, 40, -215), (0, 40, -260), 58, 78), 40)
    return union(body, capsule(x_abs, y, z, (195, 42, -330), (235, 30, -560), 56, 50), 30)


def torso_distance(points_mm):
    """Signed distance (N,) in mm of points (N, 3) to the clothed torso with its collar rib."""
    points_mm = points_mm - np.array([0, 0, LIFT_MM])
    x, y, z = columns(points_mm)
    points = np.c_[x, y, z]
    wobble = 6 * value_noise(points, 60, 2)[:, None]
    fold = 1 - np.abs(value_noise(points * np.array([1, 1, .55]) + wobble, 42, 21))
    body = _shoulders(x, y, z)
    body = body + (2.2 * value_noise(points, 60, 4) - 3.2 * fold ** 3)
    z_head = z + LIFT_MM
    neck = neck_distance(x, y, z_head)
    above_collar = z_head + 186 - (y - 36) * .30
    body = intersection(body, above_collar - 3, 4)
    collar = np.sqrt(np.maximum(np.abs(neck - 4.5) - .8, 0) ** 2
                     + np.maximum(np.abs(above_collar) - 8, 0) ** 2) - 1.6
    return union(body, collar, 4)
