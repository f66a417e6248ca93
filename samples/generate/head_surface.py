"""The average head, face and neck as a signed distance field.

Units are millimetres; +x is the person's left, -y is the way the face points,
+z is up; the origin is the middle of the cranium. The numbers are anatomy:
centres, semi-axes and radii of the parts, and the width of the blend between them.
"""
import numpy as np

from distance_fields import bell, capsule, columns, ellipsoid, intersection, soft_abs, union
from ear_surface import ear_distance
from noise import value_noise


def _cranium(x, y, z):
    """The brain case: an egg that is narrower in front, with flattened temples."""
    length_share = (y - 5) / 98.5
    width = 1 + .045 * length_share - .05 * length_share ** 2 - .02 * np.clip(-length_share, 0, 1.2) ** 3
    x_eased = soft_abs(x, 22, 3)
    skull = ellipsoid(x / width, y, z, (0, 0, 0), (75.5, 98.5, 90))
    parietal_eminence = ellipsoid(x_eased, y, z, (36, 26, 16), (38, 50, 50))
    frontal_eminence = ellipsoid(x_eased, y, z, (22, -58, 16), (30, 29, 34))
    occiput = ellipsoid(x, y, z, (0, 66, -22), (44, 33, 32))
    skull = union(skull, parietal_eminence, 30)
    skull = union(skull, frontal_eminence, 18)
    skull = union(skull, occiput, 30)
    sagittal_crest = .9 * bell(x - 3, 16) * bell(y - 25, 45) * np.clip(z / 60, 0, 1)
    temple = np.exp(-((np.abs(x) - 74) / 22) ** 2 - ((y + 52) / 20) ** 2 - ((z + 6) / 24) ** 2)
    return skull - sagittal_crest + .3 * temple


def _face_mass(distance, x, y, z):
    """Adds jaw, chin, cheeks and muzzle."""
    x_abs = np.abs(x)
    jaw = union(capsule(x_abs, y, z, (52, -2, -74), (44, -22, -106), 13, 12),
                capsule(x_abs, y, z, (44, -22, -106), (12, -74, -122), 12, 13), 8)
    chin = ellipsoid(x, y, z, (0, -79, -121), (19, 15, 16))
    cheekbone = ellipsoid(x_abs, y, z, (41, -69, -58), (22, 17, 15))
    zygomatic_arch = ellipsoid(x_abs, y, z, (57, -38, -50), (11, 30, 9))
    cheek = ellipsoid(x_abs, y, z, (42, -40, -84), (19, 30, 30))
    muzzle = ellipsoid(x, y, z, (0, -84, -94), (30, 19, 24))
    distance = union(distance, ellipsoid(x, y, z, (0, -40, -62), (57, 54, 62)), 26)
    for part, blend_mm in ((jaw, 22), (chin, 16), (cheekbone, 18), (zygomatic_arch, 18), (cheek, 26),
                           (muzzle, 18)):
        distance = union(distance, part, blend_mm)
    return distance


def _brows_and_eyes(distance, x, y, z):
    """Adds the brow ridge, the sockets and the closed eyes with their lid line and crease."""
    x_abs = np.abs(x)
    brow = capsule(soft_abs(x, 12, 2), y, z, (9, -91, -23), (40, -77, -21), 9.5, 8.)
    distance = union(distance, brow, 14)
    distance = intersection(distance, -ellipsoid(x_abs, y, z, (32, -100, -42), (17, 16, 13.5)), 14)
    distance = union(distance, ellipsoid(x_abs, y, z, (32, -75, -42), (14.5, 13.8, 13)), 5)
    above_lid_line = z + 46.5 + ((x_abs - 32) / 17) ** 2 * -3.5
    near_lid = np.exp(-((x_abs - 32) / 13) ** 4) * bell(y + 86, 9)
    distance = distance + 1.1 * near_lid * bell(above_lid_line, 1.0)
    distance = distance - .6 * near_lid * bell(above_lid_line - 2, 1.8)
    above_crease = z + 36.5 + ((x_abs - 31) / 17) ** 2 * 4.
    near_crease = np.exp(-((x_abs - 32) / 15) ** 4) * bell(y + 84, 11)
    return distance + .9 * near_crease * bell(above_crease, 1.1)


def _nose(distance, x, y, z):
    """Adds bridge, tip, wings and nostrils."""
    x_abs = np.abs(x)
    nose = capsule(x, y, z, (0, -92, -34), (0, -113, -72), 6.0, 8.6)
    nose = union(nose, ellipsoid(x, y, z, (0, -114, -73), (9.5, 9, 8)), 6)
    nose = union(nose, capsule(x_abs, y, z, (8, -88, -46), (14, -92, -72), 6, 9), 14)
    nose = union(nose, ellipsoid(x_abs, y, z, (12.5, -103, -76), (7, 9.5, 6.5)), 6)
    nostril = ellipsoid(x_abs, y, z, (6.8, -107, -83), (3.6, 6, 4.5))
    return intersection(union(distance, nose, 9), -nostril, 3)


def _mouth(distance, x, y, z):
    """Adds lips, the line between them, the groove under the nose and the nasolabial folds."""
    distance = union(distance, ellipsoid(x, y, z, (0, -97, -99), (24, 9, 5.2)), 5)
    distance = union(distance, ellipsoid(x, y, z, (0, -97, -108), (20, 9.5, 6)), 5)
    lip_line = bell(z + 103.2 + .6 * np.cos(x / 7), 1.3) * np.exp(-(x / 24) ** 6) * (y < -70)
    philtrum = bell(x, 3.5) * bell(z + 91, 6) * (y < -80)
    fold_offset = np.abs(x) - (20 + (-(z + 78)) * .45)
    nasolabial = bell(fold_offset, 3.) * np.exp(-((z + 92) / 16) ** 4) * (y < -55)
    distance = distance + 2.2 * lip_line
    distance = distance + 1. * philtrum
    return distance + .9 * nasolabial


def neck_distance(x, y, z):
    """Neck with its side muscles and the nape; the shirt's collar is built around the same field."""
    x_eased = soft_abs(x, 12, 2)
    neck = capsule(x, y, z, (0, 22, -70), (0, 38, -240), 54, 62)
    neck = union(neck, capsule(x_eased, y, z, (52, 28, -72), (26, -18, -215), 12, 14), 26)
    return union(neck, capsule(x_eased, y, z, (24, 54, -75), (32, 66, -230), 26, 36), 26)


def _relief(x, y, z):
    """Asymmetry, lumps, forehead lines and nape folds, as mm added to the distance."""
    points = np.c_[x, y, z]
    lumps = (.9 * value_noise(points, 55, 3) + .22 * value_noise(points, 17, 5)
             + .08 * value_noise(points, 8, 9))
    z_wavy = z - 3. * value_noise(points * np.array([1, .3, .2]), 30, 11)
    on_forehead = np.clip((-y - 66) / 14, 0, 1) * np.exp(-((z - 14) / 17) ** 4) * np.exp(-(x / 46) ** 4)
    forehead_lines = bell(np.mod(z_wavy - 2, 11.) - 5.5, 1.25) * (0.6 + .5 * value_noise(points, 24, 12))
    on_nape = np.clip((y - 50) / 20, 0, 1) * bell(z + 100, 9)
    nape_folds = bell(np.mod(z + 100 + 1.5 * value_noise(points, 25, 13), 9.) - 4.5, 1.4)
    return lumps + .42 * on_forehead * forehead_lines + .5 * on_nape * nape_folds


def head_distance(points_mm, ears=True):
    """Signed distance (N,) in mm of points (N, 3) to the head, face and neck."""
    x, y, z = columns(points_mm)
    distance = _cranium(x, y, z)
    for add_part in (_face_mass, _brows_and_eyes, _nose, _mouth):
        distance = add_part(distance, x, y, z)
    distance = union(distance, neck_distance(x, y, z), 26)
    if ears:
        distance = union(distance, ear_distance(np.abs(x), y, z), 4.5)
    return (distance + _relief(x, y, z)).astype(np.float32)


def earless_head_distance(points_mm):
    """head_distance without the ears; positive on ear skin."""
    return head_distance(points_mm, ears=False)
