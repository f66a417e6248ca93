"""The meshes of one person's head and torso, and random points on them."""
import os

import numpy as np
from mathutils.bvhtree import BVHTree

from distance_fields import in_chunks
from head_shape import HeadShape
from head_surface import earless_head_distance, head_distance
from noise import unit
from surface_nets import mesh_field, project_to_surface, smooth_on_mesh
from torso_surface import torso_distance, tuck_neck

# Facial features are placed on the average head at this scale, whatever the person's shape.
NOMINAL_SCALE = [.934, .956, .945]
POISSON_MAX_REACH_CELLS = 8


def load_base_mesh(cache_file):
    """Average head and torso, built on the first call and read from cache_file afterwards.

    Keys: head_mm (N, 3), head_quads (M, 4), above_head_mm (N,) distance outside the
    ear-less head, torso_mm, torso_quads.
    """
    if os.path.exists(cache_file):
        return dict(np.load(cache_file))
    head_mm, head_quads = mesh_field(head_distance, (-110, -135, -245), (110, 112, 105), 1.2)
    head_mm = project_to_surface(head_distance, smooth_on_mesh(head_mm, head_quads, 1, .4))
    above_head_mm = in_chunks(earless_head_distance, head_mm)
    torso_mm, torso_quads = mesh_field(torso_distance, (-320, -150, -520), (320, 180, -140), 2.2)
    torso_mm = smooth_on_mesh(torso_mm, torso_quads, 4, .5)
    mesh = dict(head_mm=head_mm, head_quads=head_quads, above_head_mm=above_head_mm,
                torso_mm=torso_mm, torso_quads=torso_quads)
    np.savez(cache_file, **mesh)
    return mesh


def vertex_normals(vertices_mm, quads):
    """Area-weighted unit normals (N, 3)."""
    face_normals = np.cross(vertices_mm[quads[:, 2]] - vertices_mm[quads[:, 0]],
                            vertices_mm[quads[:, 3]] - vertices_mm[quads[:, 1]])
    normals = np.zeros_like(vertices_mm)
    for corner in range(4):
        for axis in range(3):
            normals[:, axis] += np.bincount(quads[:, corner], face_normals[:, axis], len(vertices_mm))
    return unit(normals)


class HeadMesh:
    """One person's head.

    shape: HeadShape; vertices_mm, normals, nominal_mm (N, 3), the last on the nominal
    head; quads (M, 4); triangles (2M, 3); above_head_mm (N,) is above 1 on ear skin;
    torso_mm and torso_quads; bvh: for ray casts against the head.
    """

    def __init__(self, cache_file, seed, varied):
        base = load_base_mesh(cache_file)
        base_mm = base['head_mm']
        self.shape = HeadShape(seed, varied)
        self.shape.fit(base_mm)
        scale = self.shape.scale
        self.vertices_mm = tuck_neck(self.shape(base_mm) / scale) * scale
        self.nominal_mm = base_mm * NOMINAL_SCALE
        self.quads = base['head_quads']
        self.triangles = np.concatenate([self.quads[:, [0, 1, 2]], self.quads[:, [0, 2, 3]]])
        self.normals = vertex_normals(self.vertices_mm, self.quads)
        self.above_head_mm = base['above_head_mm']
        self.torso_mm = base['torso_mm'] * scale
        self.torso_quads = base['torso_quads']
        self.bvh = BVHTree.FromPolygons(self.vertices_mm.tolist(), self.quads.tolist())

    def triangles_where(self, vertex_flags):
        """Triangles (K, 3) whose three vertices are all flagged; vertex_flags is (N,) bool."""
        return self.triangles[vertex_flags[self.triangles].all(1)]

    def areas_mm2(self, triangles):
        """Area of each triangle (K,)."""
        first, second, third = (self.vertices_mm[triangles[:, corner]] for corner in range(3))
        return np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2

    def sample(self, triangles, points_per_mm2, random):
        """Uniform random points on `triangles` as a SurfacePoints."""
        cumulative = np.cumsum(self.areas_mm2(triangles))
        draws = random.random(int(points_per_mm2 * cumulative[-1])) * cumulative[-1]
        chosen = triangles[np.minimum(np.searchsorted(cumulative, draws), len(triangles) - 1)]
        shares = random.random((len(chosen), 2))
        outside = shares.sum(1) > 1
        shares[outside] = 1 - shares[outside]
        return SurfacePoints(self, chosen, np.c_[1 - shares.sum(1), shares])

    def face_hit_mm(self, point_mm):
        """Where a ray straight back through point_mm (3,) meets the face; None if it misses."""
        location = self.bvh.ray_cast((point_mm[0], -150, point_mm[2]), (0, 1, 0))[0]
        return None if location is None else np.array(location)


class SurfacePoints:
    """Points on a HeadMesh: positions_mm, normals and nominal_mm, all (N, 3)."""

    def __init__(self, mesh, triangles, weights):
        self._triangles, self._weights = triangles, weights
        self.positions_mm = self.blend(mesh.vertices_mm)
        self.normals = unit(self.blend(mesh.normals))
        self.nominal_mm = self.blend(mesh.nominal_mm)

    def blend(self, vertex_values):
        """Values (N,) or (N, 3) interpolated from values per vertex."""
        corners = vertex_values[self._triangles]
        weights = self._weights if corners.ndim == 2 else self._weights[:, :, None]
        return (corners * weights).sum(1)


def thin_out(points_mm, distance_mm):
    """Dart throwing: numbers of the kept points; each lies at least distance_mm from those kept before it.

    points_mm is (N, 3); distance_mm is one number or (N,), each point's own distance.
    """
    distance_mm = np.broadcast_to(np.asarray(distance_mm, float), len(points_mm))
    cell_mm = float(np.median(distance_mm)) * 1.02
    offsets = {}
    for reach in range(1, POISSON_MAX_REACH_CELLS + 1):
        steps = range(-reach, reach + 1)
        offsets[reach] = [(a, b, c) for a in steps for b in steps for c in steps]
    cells = np.floor(points_mm / cell_mm).astype(int)
    reaches = np.clip(np.ceil(distance_mm / cell_mm), 1, POISSON_MAX_REACH_CELLS).astype(int)
    # Plain Python numbers: this loop runs far faster on lists than on numpy scalars.
    rows = zip(cells.tolist(), points_mm.tolist(), (distance_mm * distance_mm).tolist(), reaches.tolist())
    kept_in_cell, kept = {}, []
    for number, (cell, point, limit, reach) in enumerate(rows):
        if not _is_crowded(cell, point, limit, offsets[reach], kept_in_cell):
            kept.append(number)
            kept_in_cell.setdefault(tuple(cell), []).append(point)
    return np.array(kept, int)


def _is_crowded(cell, point, limit_mm2, offsets, kept_in_cell):
    """Whether a kept point lies within the squared distance limit_mm2 of `point`."""
    x, y, z = point
    for a, b, c in offsets:
        for other in kept_in_cell.get((cell[0] + a, cell[1] + b, cell[2] + c), ()):
            if (other[0] - x) ** 2 + (other[1] - y) ** 2 + (other[2] - z) ** 2 < limit_mm2:
                return True
    return False
