"""Smooth pseudo-random fields and small helpers that several modules use; numpy only."""
import numpy as np


def _lattice_random(i, j, k, seed):
    """Pseudo-random numbers in 0..1 at integer lattice points; i, j, k are equal-shaped int64 arrays."""
    bits = (i * 73856093) ^ (j * 19349663) ^ (k * 83492791) ^ (seed * 2654435761 & 0x7fffffff)
    bits = (bits ^ (bits >> 13)) * 1274126177 & 0x7fffffff
    bits = (bits ^ (bits >> 16)) & 0xffff
    return (bits / 65535.0).astype(np.float32)


def value_noise(points, scale, seed=0):
    """Value noise in [-1, 1] with features of size `scale`; points is (N, 2) or (N, 3), the answer (N,)."""
    points = np.asarray(points, dtype=np.float64) / scale
    if points.shape[1] == 2:
        points = np.c_[points, np.zeros(len(points))]
    corner = np.floor(points).astype(np.int64)
    fraction = (points - corner).astype(np.float32)
    fraction = fraction * fraction * fraction * (fraction * (fraction * 6 - 15) + 10)
    total = np.zeros(len(points), np.float32)
    for dx in (0, 1):
        weight_x = fraction[:, 0] if dx else 1 - fraction[:, 0]
        for dy in (0, 1):
            weight_y = fraction[:, 1] if dy else 1 - fraction[:, 1]
            for dz in (0, 1):
                weight_z = fraction[:, 2] if dz else 1 - fraction[:, 2]
                total += weight_x * weight_y * weight_z * _lattice_random(
                    corner[:, 0] + dx, corner[:, 1] + dy, corner[:, 2] + dz, seed)
    return total * 2 - 1


def fractal_noise(points, scale, octaves=3, seed=0, gain=.5):
    """Sum of octaves of value noise, normalised to [-1, 1]; each octave has half the feature size."""
    total, amplitude, amplitude_sum = 0, 1., 0
    for octave in range(octaves):
        total = total + amplitude * value_noise(points, scale / 2 ** octave, seed + 17 * octave)
        amplitude_sum += amplitude
        amplitude *= gain
    return total / amplitude_sum


def sigmoid(x):
    """Logistic function, safe for large arguments."""
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def smoothstep(low, high, x):
    """0 below `low`, 1 above `high`, a smooth cubic between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def unit(vectors):
    """Vectors scaled to length 1 along the last axis; zero vectors stay zero."""
    vectors = np.asarray(vectors, float)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def project_to_tangent(vectors, normals):
    """Unit parts of `vectors` (N, 3) that lie in the planes with the unit `normals` (N, 3)."""
    return unit(vectors - normals * (vectors * normals).sum(1, keepdims=True))


def turn_in_plane(directions, normals, angle_rad):
    """Directions (N, 3) turned by angle_rad (N,) about their unit normals (N, 3)."""
    across = np.cross(normals, directions)
    return directions * np.cos(angle_rad)[:, None] + across * np.sin(angle_rad)[:, None]
