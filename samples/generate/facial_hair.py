"""Eyebrows, beard stubble and lashes."""
import numpy as np

from hair import Roots, StrandStyle, grow
from noise import fractal_noise, project_to_tangent, unit

LASHES_PER_LID = 90


def _brow_centre_z(x_abs):
    """Height of the eyebrow's middle line on the nominal head, mm."""
    return -18.5 + .10 * (np.clip(x_abs, 10, 52) - 10) - .0065 * np.clip(x_abs - 26, 0, 30) ** 2


def _eyebrows(mesh, character, random):
    """Strands of both eyebrows."""
    x_abs, y, z = np.abs(mesh.nominal_mm[:, 0]), mesh.nominal_mm[:, 1], mesh.nominal_mm[:, 2]
    band = (x_abs > 8) & (x_abs < 52) & (y < -55) & (np.abs(z - _brow_centre_z(x_abs)) < 7)
    points = mesh.sample(mesh.triangles_where(band), 3.2, random)
    x_abs, z = np.abs(points.nominal_mm[:, 0]), points.nominal_mm[:, 2]
    half_height = (4.6 * np.clip((54 - x_abs) / 40, .25, 1) * np.clip((x_abs - 6) / 8, .3, 1)
                   * (1 + .12 * character[3]))
    chance = (.75 * np.exp(-((z - _brow_centre_z(x_abs)) / half_height) ** 4)
              * np.clip((x_abs - 9) / 9, 0, 1) * np.clip((49 - x_abs) / 9, 0, 1))
    kept = random.random(len(x_abs)) < chance
    positions_mm, normals, x_abs = points.positions_mm[kept], points.normals[kept], x_abs[kept]
    side = np.sign(positions_mm[:, 0])
    upward = np.clip((26 - x_abs) / 18, -.1, .8) + random.normal(0, .22, len(side))
    directions = project_to_tangent(np.c_[side, 0 * side + .3, upward], normals)
    count = len(side)
    lengths_mm, lifts_rad = random.uniform(5, 9, count), random.normal(.35, .1, count)
    radii_mm = random.uniform(.028, .042, count)
    return grow(Roots(positions_mm, normals, directions), lengths_mm, lifts_rad, radii_mm,
                StrandStyle(.2, 5, .8, True), random)


def cheek_flags(mesh):
    """Vertices (N,) bool of the beardless cheeks and the nose."""
    x_abs, y, z = np.abs(mesh.nominal_mm[:, 0]), mesh.nominal_mm[:, 1], mesh.nominal_mm[:, 2]
    return (z > -84) & (y < -52) & (x_abs < 52)


def _beard_triangles(mesh):
    """Triangles of jaw, chin, upper lip and throat."""
    x_abs, y, z = np.abs(mesh.nominal_mm[:, 0]), mesh.nominal_mm[:, 1], mesh.nominal_mm[:, 2]
    low_face = (y < -5) & (z < -52) & (z > -150) & ((z < -88) | (x_abs > 30 - .1 * (-z - 52))) & (x_abs < 80)
    grows = low_face & ~cheek_flags(mesh) & (mesh.normals[:, 2] < .75) & (mesh.above_head_mm < 1.2)
    return mesh.triangles_where(grows)


def _beard(mesh, scalp, random):
    """Strands of shaved beard."""
    per_mm2 = .42 * np.clip(1 + .5 * scalp.character[2], .2, 1.8)
    points = mesh.sample(_beard_triangles(mesh), per_mm2, random)
    x, y, z = points.nominal_mm.T
    inward = (np.clip((-58 - z) / 12, 0, 1) * np.clip((-2 - y) / 10, 0, 1) * np.clip((z + 152) / 12, 0, 1))
    patchy = .8 + .4 * fractal_noise(points.positions_mm, 14, 2, scalp.noise_seed + 61)
    off_lips = ((x / 26) ** 2 + ((z + 103) / 9.5) ** 2 > 1) | (y > -70)
    kept = (random.random(len(x)) < inward * patchy) & off_lips
    positions_mm, normals = points.positions_mm[kept], points.normals[kept]
    count = len(positions_mm)
    downward = np.tile([0, .1, -1.], (count, 1)) + random.normal(0, .3, (count, 3))
    roots = Roots(positions_mm, normals, project_to_tangent(downward, normals))
    lengths_mm, lifts_rad = random.uniform(.4, 1.1, count), random.normal(.7, .2, count)
    return grow(roots, lengths_mm, lifts_rad, np.full(count, .042), StrandStyle(.2, 3), random)


def _lash_roots_mm(mesh, random):
    """Points (N, 3) on the lid lines of the closed eyes."""
    hits = []
    for side in (-1, 1):
        x = random.uniform(19, 46, LASHES_PER_LID)
        lid_z = -46.5 + ((x - 32) / 17) ** 2 * 3.5
        lid_mm = mesh.shape(np.c_[side * x, np.full(LASHES_PER_LID, -88.), lid_z])
        hits += [mesh.face_hit_mm(point_mm) for point_mm in lid_mm]
    return np.array([hit for hit in hits if hit is not None])


def _lashes(mesh, random):
    """Strands of the lashes."""
    roots_mm = _lash_roots_mm(mesh, random)
    count = len(roots_mm)
    directions = unit(np.c_[.25 * np.sign(roots_mm[:, 0]), np.full(count, -.8), np.full(count, -.55)])
    roots = Roots(roots_mm, np.tile([0, 0, 1.], (count, 1)), directions)
    lengths_mm, lifts_rad = random.uniform(3, 5.5, count), random.normal(-.15, .1, count)
    return grow(roots, lengths_mm, lifts_rad, np.full(count, .026), StrandStyle(.3, 5, 1.5, True), random)


def grow_facial_hair(mesh, scalp, random):
    """Strands of brows, beard and lashes, in this order."""
    return [_eyebrows(mesh, scalp.character, random), _beard(mesh, scalp, random), _lashes(mesh, random)]
