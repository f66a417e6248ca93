"""Clothes and the room behind the head.

The room is a backdrop: only the camera sees it, so it sends no light and casts no
shadow. Lengths are millimetres; the floor lies 1280 mm below the middle of the head.
"""
import math

import bpy
import numpy as np

from scene import add_object, add_quad_mesh, linear_rgba, new_material

FLOOR_Z_MM = -1280
BACKDROP_GLOW = .8
LAMP_GLOW = 2.2
WALL_SRGB = [(206, 202, 194), (186, 196, 200), (214, 206, 188), (160, 168, 160), (196, 184, 176),
             (118, 128, 138)]
FLOORS = [((142, 104, 72), 'wood'), ((178, 172, 162), 'tile'), ((96, 92, 88), 'carpet'),
          ((104, 78, 58), 'wood'), ((188, 160, 126), 'wood'), ((84, 98, 112), 'carpet')]
CLOTH_SRGB = [(52, 58, 72), (96, 100, 104), (40, 46, 58), (150, 148, 142), (88, 52, 50), (58, 78, 66),
              (28, 28, 32), (176, 168, 150), (70, 92, 124)]


def _shaded(rgb, factor):
    """Linear rgb (3,) times factor, as RGBA."""
    return tuple(rgb[:3] * factor) + (1,)


def add_clothes(mesh, view, random):
    """The torso in a knitted shirt of random colour, sometimes striped."""
    body = add_quad_mesh('body', mesh.torso_mm, mesh.torso_quads)
    rgb = np.array(linear_rgba(np.array(CLOTH_SRGB[random.integers(len(CLOTH_SRGB))])))
    striped = random.random() < .3
    material, tree = new_material('cloth')
    position = tree.object_position()
    grain = tree.noise(position, 1.1, 3, .7)
    colour = tree.mix(grain, _shaded(rgb, .75), _shaded(rgb, 1.25))
    if striped:
        # Stripes run across the picture, whichever way the camera looks.
        axis = 0 if view == 'top' else 2
        height = tree.node('ShaderNodeSeparateXYZ', {0: position}).outputs[axis]
        stripe = tree.multiply(tree.ramp(tree.math('PINGPONG', height, 14.), 9., 10.), .8)
        colour = tree.mix(stripe, colour, tuple(np.clip(1.2 - rgb[:3], .05, .9)) + (1,))
    knit = tree.node('ShaderNodeTexWave', {'Vector': position, 'Scale': .55, 'Distortion': 3., 'Detail': 3.})
    height = tree.add(tree.multiply(knit.outputs['Fac'], .10), tree.multiply(grain, .35))
    bump = tree.node('ShaderNodeBump', {'Strength': .6, 'Distance': 1., 'Height': height})
    tree.output(tree.node('ShaderNodeBsdfPrincipled', {
        'Base Color': colour, 'Roughness': .92, 'Sheen': .5, 'Specular': .1, 'Normal': bump.outputs[0]}))
    body.data.materials.append(material)


def _brick_pattern(tree, position, rgb, kind):
    """Colour of wooden boards or square tiles."""
    wood = kind == 'wood'
    bricks = tree.node('ShaderNodeTexBrick', {
        'Vector': position, 'Scale': .01, 'Mortar Size': .012 if wood else .05,
        'Brick Width': 9. if wood else 3.6, 'Row Height': 1.3 if wood else 3.6,
        'Color1': _shaded(rgb, .85), 'Color2': _shaded(rgb, 1.15),
        'Mortar': _shaded(rgb, .3 if wood else .6)})
    if not wood:
        bricks.offset = 0.
    stretch = (.004, .05, .05) if wood else (.01, .01, .01)
    mapping = tree.node('ShaderNodeMapping', {'Vector': position, 'Scale': stretch})
    grain = tree.mix(tree.noise(mapping.outputs[0], 1., 6, .65), _shaded(rgb, .5), _shaded(rgb, 1.3))
    return tree.mix(.55 if wood else .3, bricks.outputs[0], grain)


def _backdrop_material(name, srgb, kind=None):
    """Self-lit material; kind: 'wood', 'tile', 'carpet', 'stripe', 'glow' (a lit window) or None (plain)."""
    material, tree = new_material(name)
    position, rgb = tree.object_position(), np.array(linear_rgba(srgb))
    if kind in ('wood', 'tile'):
        colour = _brick_pattern(tree, position, rgb, kind)
    elif kind == 'carpet':
        colour = tree.mix(tree.noise(position, .12, 5, .8), _shaded(rgb, .6), _shaded(rgb, 1.35))
    elif kind == 'stripe':
        across = tree.node('ShaderNodeSeparateXYZ', {0: position}).outputs[0]
        stripe = tree.ramp(tree.math('PINGPONG', across, 60.), 28., 32.)
        colour = tree.mix(stripe, _shaded(rgb, 1.), _shaded(rgb, .55))
    else:
        colour = tree.mix(tree.noise(position, .004, 4, .6), _shaded(rgb, .9), _shaded(rgb, 1.06))
    glow = LAMP_GLOW if kind == 'glow' else BACKDROP_GLOW
    tree.output(tree.node('ShaderNodeEmission', {'Color': colour, 'Strength': glow}))
    material.cycles.sample_as_light = False
    return material


def _place(vertices_mm, faces, centre_mm, rotation_rad, material):
    """A backdrop object that only the camera sees."""
    mesh = bpy.data.meshes.new('room')
    mesh.from_pydata(vertices_mm, [], faces)
    mesh.materials.append(material)
    placed = add_object('room', mesh)
    placed.location, placed.rotation_euler = centre_mm, rotation_rad
    for ray in ('diffuse', 'glossy', 'transmission', 'shadow', 'volume_scatter'):
        setattr(placed, 'visible_' + ray, False)


def _add_plane(centre_mm, width_mm, height_mm, rotation_rad, material):
    x, y = width_mm / 2, height_mm / 2
    corners = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0)]
    _place(corners, [(0, 1, 2, 3)], centre_mm, rotation_rad, material)


def _add_box(centre_mm, size_mm, material, turn_rad=0.):
    x, y, z = np.array(size_mm) / 2
    corners = [(a * x, b * y, c * z) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    _place(corners, faces, centre_mm, (0, 0, turn_rad), material)


def _add_tube(centre_mm, radius_mm, height_mm, material, sides=20):
    angles = np.arange(sides) / sides * 2 * np.pi
    vertices = [(radius_mm * math.cos(angle), radius_mm * math.sin(angle), z)
                for z in (-height_mm / 2, height_mm / 2) for angle in angles]
    faces = [(i, (i + 1) % sides, sides + (i + 1) % sides, sides + i) for i in range(sides)]
    faces += [tuple(range(sides, 2 * sides)), tuple(range(sides - 1, -1, -1))]
    _place(vertices, faces, centre_mm, (0, 0, 0), material)


class Room:
    """Walls, floor and furniture drawn from `random`, which is advanced by a fixed order of draws."""

    def __init__(self, random):
        self._random = random
        self._wall = _backdrop_material('wall', self._pick(WALL_SRGB))
        self._floor = _backdrop_material('floor', *self._pick(FLOORS))
        self._white = _backdrop_material('white', (225, 224, 220))
        self._black = _backdrop_material('black', (38, 36, 36))
        self._steel = _backdrop_material('steel', (150, 154, 158))
        self._hues = [
            _backdrop_material('hue%d' % number, self._muted_srgb(), self._pick([None, None, 'stripe']))
            for number in range(5)]
        self._lit_window = _backdrop_material('glow', (235, 242, 250), 'glow')
        self._add_shell()
        for side in (1, -1):
            self._furnish_wall(side)
        self._add_low_furniture()
        self._add_chair()
        self._add_trolley()

    def _pick(self, choices):
        return choices[self._random.integers(len(choices))]

    def _uniform(self, low, high):
        return float(self._random.uniform(low, high))

    def _muted_srgb(self):
        colour = self._random.integers(45, 200, 3)
        return tuple(colour.mean() + .32 * (colour - colour.mean()))

    def _add_shell(self):
        """Floor and four walls."""
        _add_plane((0, 0, FLOOR_Z_MM), 7000, 7000, (0, 0, self._uniform(0, 3)), self._floor)
        quarter = math.pi / 2
        for centre_mm, turn in (((0, 2300, 0), 0), ((0, -2300, 0), 0), ((2400, 0, 0), quarter),
                                ((-2600, 0, 0), quarter)):
            _add_plane(centre_mm, 7000, 3400, (quarter, 0, turn), self._wall)

    def _furnish_wall(self, side):
        """A door, shelves with bottles, a picture and sometimes a window on the wall at y = side * 2300."""
        wall_y = side * 2250
        door_x = self._uniform(-900, -400)
        _add_box((door_x, wall_y, -150), (880, 60, 2100),
                 self._pick([self._white, self._hues[0], self._black]))
        shelf_x = self._uniform(300, 700)
        _add_box((shelf_x, wall_y - side * 60, -500), (900, 300, 1200),
                 self._pick([self._black, self._hues[1], self._white]))
        for number in range(7):
            centre_mm = (shelf_x - 380 + 120 * number, wall_y - side * 90, 190 + self._uniform(-20, 20))
            _add_tube(centre_mm, self._uniform(20, 46), self._uniform(120, 320),
                      self._pick(self._hues + [self._steel, self._white]))
        picture_x = self._uniform(-400, 300)
        _add_box((picture_x, wall_y - side * 10, 420), (560, 30, 420), self._white)
        _add_box((picture_x, wall_y - side * 24, 420), (500, 30, 360), self._pick(self._hues))
        if self._random.random() < .45:
            _add_plane((door_x + 950, wall_y - side * 30, 350), 620, 900, (math.pi / 2, 0, 0),
                       self._lit_window)

    def _add_low_furniture(self):
        """A cupboard on one side, a counter with bottles on the other."""
        cupboard_mm = (self._uniform(650, 950), self._uniform(500, 1100), -850)
        _add_box(cupboard_mm, (900, 520, 880), self._pick([self._black] + self._hues), self._uniform(-.4, .4))
        counter_mm = (-1250, self._uniform(-900, 200), -900)
        _add_box(counter_mm, (700, 1300, 780), self._pick(self._hues), self._uniform(-.3, .3))
        for number in range(6):
            centre_mm = (-1150 + 60 * number, self._uniform(-700, 100), -460)
            _add_tube(centre_mm, self._uniform(18, 42), self._uniform(80, 200),
                      self._pick(self._hues + [self._steel, self._white]))

    def _add_chair(self):
        """Sometimes the back of a chair, sometimes an arm rest."""
        if self._random.random() < .55:
            _add_box((0, 205, -520), (470, 70, 640), self._pick([self._black, self._hues[2], self._steel]))
        if self._random.random() < .5:
            side = float(self._random.choice([-1, 1]))
            _add_box((side * 420, -160, -780), (110, 460, 60), self._pick([self._black, self._steel]))

    def _add_trolley(self):
        """Sometimes a trolley with bottles and a box."""
        random = self._random
        if random.random() >= .6:
            return
        side = float(random.choice([-1, 1]))
        top_mm = np.array([side * self._uniform(480, 640), self._uniform(-420, 300), -640])
        _add_box(top_mm, (380, 300, 24), self._steel, self._uniform(-.5, .5))
        for _ in range(5):
            offset_mm = [random.uniform(-150, 150), random.uniform(-110, 110), 60]
            _add_tube(top_mm + offset_mm, self._uniform(10, 34), self._uniform(40, 150),
                      self._pick(self._hues + [self._white, self._black]))
        _add_box(top_mm + [30, -40, 16], (150, 90, 14), self._pick([self._white] + self._hues),
                 self._uniform(-1, 1))
