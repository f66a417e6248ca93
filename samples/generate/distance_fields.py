"""Signed distance primitives and smooth set operations.

A field is negative inside, in millimetres, and exact or a little short outside.
Coordinates come as three equal-shaped float32 arrays x, y, z.
"""
import numpy as np

CHUNK_POINTS = 200000


def in_chunks(field, points_mm, chunk=CHUNK_POINTS):
    """field(points_mm) for (N, 3) points, evaluated piece by piece so that memory stays small."""
    starts = range(0, len(points_mm), chunk)
    return np.concatenate([field(points_mm[start:start + chunk]) for start in starts])


def columns(points_mm):
    """x, y and z of (N, 3) points as float32 arrays."""
    return [points_mm[:, axis].astype(np.float32) for axis in range(3)]


def union(first, second, blend_mm):
    """Smooth minimum: the union of two fields, rounded over blend_mm where they meet."""
    overlap = np.maximum(blend_mm - np.abs(first - second), 0) / blend_mm
    return np.minimum(first, second) - overlap * overlap * blend_mm * .25


def intersection(first, second, blend_mm):
    """Smooth maximum: the intersection of two fields, rounded over blend_mm."""
    return -union(-first, -second, blend_mm)


def ellipsoid(x, y, z, centre, semi_axes):
    """First-order distance to an axis-aligned ellipsoid."""
    px, py, pz = x - centre[0], y - centre[1], z - centre[2]
    level = np.sqrt((px / semi_axes[0]) ** 2 + (py / semi_axes[1]) ** 2 + (pz / semi_axes[2]) ** 2)
    slope = np.sqrt((px / semi_axes[0] ** 2) ** 2 + (py / semi_axes[1] ** 2) ** 2
                    + (pz / semi_axes[2] ** 2) ** 2)
    return level * (level - 1) / (slope + 1e-9)


def capsule(x, y, z, start, end, start_radius, end_radius):
    """Distance to a rounded cone whose radius goes from start_radius to end_radius."""
    start, end = np.array(start, float), np.array(end, float)
    axis = end - start
    along = (x - start[0]) * axis[0] + (y - start[1]) * axis[1] + (z - start[2]) * axis[2]
    share = np.clip(along / (axis @ axis), 0, 1).astype(np.float32)
    to_axis = np.sqrt((x - start[0] - share * axis[0]) ** 2 + (y - start[1] - share * axis[1]) ** 2
                      + (z - start[2] - share * axis[2]) ** 2)
    return to_axis - (start_radius + (end_radius - start_radius) * share)


def bell(x, width):
    """Gaussian bump exp(-(x / width)^2)."""
    return np.exp(-(x / width) ** 2)


def soft_abs(x, rounding_mm, offset_mm):
    """|x| with a round valley at 0, so that mirrored parts meet without a crease."""
    return np.sqrt(x * x + float(rounding_mm) ** 2) - offset_mm
