"""Quad meshes from signed distance fields by sparse surface nets; numpy only."""
import numpy as np

from distance_fields import in_chunks

CORNERS = np.array([(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)])
FINE_CHUNK_POINTS = 400000


def _sample_near_surface(field, low_mm, high_mm, spacing_mm, coarse):
    """Field values on a grid of `spacing_mm`, exact near the surface and +-1000 elsewhere.

    A grid `coarse` times wider finds out where the surface is, because evaluating
    the field everywhere at full resolution would take minutes.
    """
    wide_mm = spacing_mm * coarse
    size = [int(np.ceil((high_mm[axis] - low_mm[axis]) / wide_mm)) * coarse + 1 for axis in range(3)]
    coarse_size = [(count - 1) // coarse + 1 for count in size]
    lines = [low_mm[axis] + np.arange(coarse_size[axis]) * spacing_mm * coarse for axis in range(3)]
    coarse_points = np.stack(np.meshgrid(*lines, indexing='ij'), -1).reshape(-1, 3)
    coarse_values = in_chunks(field, coarse_points).reshape(coarse_size)
    nearest = [np.clip((np.arange(size[axis]) + coarse // 2) // coarse, 0, coarse_size[axis] - 1)
               for axis in range(3)]
    upsampled = coarse_values[np.ix_(*nearest)]
    near = np.abs(upsampled) < spacing_mm * coarse * 2.0
    values = np.full(size, 1., np.float32)
    values[:] = np.where(upsampled > 0, 1e3, -1e3)
    values[near] = in_chunks(field, low_mm + np.argwhere(near) * spacing_mm, FINE_CHUNK_POINTS)
    return values


def _cell_vertices(values, inside, low_mm, spacing_mm):
    """One vertex per crossed cell: positions (N, 3) in mm and the grid of their numbers (-1: none)."""
    shape = inside.shape
    corner_inside = [inside[a:shape[0] - 1 + a, b:shape[1] - 1 + b, c:shape[2] - 1 + c]
                     for a, b, c in CORNERS]
    inside_count = sum(flag.astype(np.int8) for flag in corner_inside)
    crossed = (inside_count > 0) & (inside_count < 8)
    cells = np.argwhere(crossed)
    vertex_of_cell = np.full(crossed.shape, -1, np.int64)
    vertex_of_cell[crossed] = np.arange(len(cells))
    corner_values = np.stack([values[tuple((cells + corner).T)] for corner in CORNERS], 1)
    position_sum, crossing_count = np.zeros((len(cells), 3)), np.zeros(len(cells))
    for i in range(8):
        for j in range(i + 1, 8):
            if np.abs(CORNERS[i] - CORNERS[j]).sum() != 1:
                continue
            start, end = corner_values[:, i], corner_values[:, j]
            crosses = (start < 0) != (end < 0)
            share = np.where(crosses, start / np.where(crosses, start - end, 1), 0)
            on_edge = CORNERS[i] + share[:, None] * (CORNERS[j] - CORNERS[i])
            position_sum += np.where(crosses[:, None], on_edge, 0)
            crossing_count += crosses
    return low_mm + (cells + position_sum / crossing_count[:, None]) * spacing_mm, vertex_of_cell


def _quads_across(axis, inside, vertex_of_cell):
    """Quads (N, 4) for all grid edges along `axis` that the surface crosses, facing outwards."""
    second, third = (axis + 1) % 3, (axis + 2) % 3
    from_slice, to_slice = [slice(None)] * 3, [slice(None)] * 3
    from_slice[axis], to_slice[axis] = slice(0, -1), slice(1, None)
    edges = np.argwhere(inside[tuple(from_slice)] != inside[tuple(to_slice)])
    size = vertex_of_cell.shape
    interior = ((edges[:, second] > 0) & (edges[:, third] > 0)
                & (edges[:, second] < size[second]) & (edges[:, third] < size[third]))
    edges = edges[interior]
    starts_inside = inside[tuple(edges.T)]
    corners = []
    for step_second, step_third in ((0, 0), (-1, 0), (-1, -1), (0, -1)):
        cell = edges.copy()
        cell[:, second] += step_second
        cell[:, third] += step_third
        corners.append(vertex_of_cell[tuple(cell.T)])
    quads = np.stack(corners, 1)
    quads[~starts_inside] = quads[~starts_inside][:, ::-1]
    return quads


def mesh_field(field, low_mm, high_mm, spacing_mm, coarse=4):
    """Vertices (N, 3) in mm and quads (M, 4) of the zero level of `field` inside the box low_mm..high_mm."""
    low_mm = np.array(low_mm, float)
    values = _sample_near_surface(field, low_mm, high_mm, spacing_mm, coarse)
    inside = values < 0
    vertices_mm, vertex_of_cell = _cell_vertices(values, inside, low_mm, spacing_mm)
    quads = np.concatenate([_quads_across(axis, inside, vertex_of_cell) for axis in range(3)])
    return vertices_mm, quads[(quads >= 0).all(1)]


def _gradient(field, points_mm, step_mm=.4):
    """Gradient (N, 3) of `field` by central differences."""
    gradient = np.zeros_like(points_mm)
    for axis in range(3):
        offset = np.zeros(3)
        offset[axis] = step_mm
        ahead = in_chunks(field, points_mm + offset, FINE_CHUNK_POINTS)
        behind = in_chunks(field, points_mm - offset, FINE_CHUNK_POINTS)
        gradient[:, axis] = (ahead - behind) / (2 * step_mm)
    return gradient


def project_to_surface(field, points_mm, rounds=2):
    """Points moved onto the zero level of `field`, at most 0.8 of a gradient length per round."""
    for _ in range(rounds):
        gradient = _gradient(field, points_mm)
        distance = in_chunks(field, points_mm, FINE_CHUNK_POINTS)
        step = distance / np.maximum((gradient ** 2).sum(1), .15)
        points_mm = points_mm - np.clip(step, -.8, .8)[:, None] * gradient
    return points_mm


def smooth_on_mesh(values, quads, rounds, strength):
    """Values per vertex (N, D), positions or masks, after Laplacian smoothing along the quads' edges."""
    for _ in range(rounds):
        neighbour_sum, neighbour_count = np.zeros_like(values), np.zeros(len(values))
        for corner in range(4):
            here = quads[:, corner]
            for step in (1, 3):
                there = quads[:, (corner + step) % 4]
                for column in range(values.shape[1]):
                    neighbour_sum[:, column] += np.bincount(here, values[there, column], len(values))
                neighbour_count += np.bincount(here, minlength=len(values))
        mean = neighbour_sum / np.maximum(neighbour_count, 1)[:, None]
        values = values + strength * (mean - values)
    return values
