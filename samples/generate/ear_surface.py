"""One ear as a signed distance field in mm, in coordinates mirrored to x >= 0."""
import numpy as np

from distance_fields import ellipsoid, intersection, union
from noise import unit

ROOT_MM = np.array([70.5, 6, -50.])
UP = unit([-.02, .20, .97])


def _ear_axes():
    """Unit axes of the ear: backward (away from the face), upward along the helix, outward from the skull."""
    backward = np.array([.50, .86, 0.])
    backward = unit(backward - UP * (backward @ UP))
    outward = np.cross(UP, backward)
    return backward, UP, -outward if outward[0] < 0 else outward


def _plate_and_helix(back, up, out):
    """The thin plate with its rolled rim; `back`, `up`, `out` are ear coordinates in mm."""
    # The outline is an ellipse that narrows towards the lobe.
    height_share = np.clip((up + 32) / 64, 0, 1)
    half_width = 11 + 8.5 * np.sqrt(height_share)
    from_centre = back - (10. + 3 * height_share)
    level = np.sqrt((from_centre / half_width) ** 2 + (up / 31.) ** 2)
    outline = (level - 1) * half_width * .9
    bowl = np.exp(-(((back - 7) / 8.) ** 2 + ((up + 5) / 10.) ** 2))
    plate_out = 2.5 * np.clip(level, 0, 1.1) ** 2 - 6.5 * bowl
    plate = intersection(outline + 1.5, np.abs(out - plate_out) - 1.9, 2.5)
    rim_out = 3.0 + .00045 * up ** 2
    rim_radius = 2.9 - .5 * np.clip(-up / 30, 0, 1)
    helix = np.sqrt((outline + 1.8) ** 2 + (out - rim_out - 1.2) ** 2) - rim_radius
    # The rim ends in the bowl instead of closing into a ring.
    helix = helix + np.clip(-from_centre / 10 - .25 + np.clip(-(up - 2) / 12, -1, 1) * .8, 0, 2) * 6
    inner_level = np.sqrt(((from_centre - .5) / (half_width * .60)) ** 2 + ((up + 1) / 20.) ** 2)
    inner = (inner_level - 1) * half_width * .6
    antihelix = np.sqrt(inner ** 2 + (out - 2.2) ** 2) - 2.6 + np.clip(-from_centre / 6 + .2, 0, 2) * 5
    return union(union(plate, helix, 2.5), antihelix, 3.)


def ear_distance(x_abs, y, z):
    """Signed distance to the ear on the side x >= 0; equal-shaped float32 arrays."""
    backward, upward, outward = _ear_axes()
    dx, dy, dz = x_abs - ROOT_MM[0], y - ROOT_MM[1], z - ROOT_MM[2]
    back, up, out = (dx * axis[0] + dy * axis[1] + dz * axis[2] for axis in (backward, upward, outward))
    tragus = ellipsoid(back, up, out, (-1, -6, 3), (4.2, 6.5, 4.5))
    lobe = ellipsoid(back, up, out, (6.5, -27, 1.5), (8.2, 9.5, 3.6))
    root = ellipsoid(back, up, out, (-1, 2, -3), (8, 23, 7))
    canal = ellipsoid(back, up, out, (4.5, -5, 0), (4., 5., 6.))
    ear = _plate_and_helix(back, up, out)
    ear = union(ear, tragus, 3.)
    ear = union(ear, lobe, 5.)
    ear = union(ear, root, 5)
    return intersection(ear, -canal, 3)
