"""The skin: colour, marks, relief and sheen, different for every seed."""
from dataclasses import dataclass

import bpy
import numpy as np

from facial_hair import cheek_flags
from noise import sigmoid
from scalp_chart import ChartPoints
from scene import add_quad_mesh, linear_rgba, new_material
from surface_nets import smooth_on_mesh


@dataclass
class SkinTone:
    """Mean colour in sRGB 0..255, how far light scatters (1 = light skin), and the hair's melanin 0..1."""
    srgb: tuple
    scatter: float
    melanin: float


TONES = {
    1: SkinTone((231, 187, 168), 1.25, .70), 2: SkinTone((221, 174, 149), 1.1, .86),
    3: SkinTone((199, 154, 126), .9, .93), 4: SkinTone((168, 124, 96), .75, .96),
    5: SkinTone((122, 88, 68), .6, .98), 6: SkinTone((84, 58, 45), .5, .98),
}
DARKEST_TONE = 6
STUBBLE = 'stubble'
# Enough to hide the outline of the beardless cheek, about 5 mm.
BEARD_SMOOTHING_ROUNDS = 30


def darkness(tone):
    """0 for the lightest tone, 1 for the darkest."""
    return (tone - 1) / (DARKEST_TONE - 1.)


def _face_attributes(mesh, on_scalp):
    """Masks 0..1 per vertex that place lips, flush, beard shadow and temple veins."""
    x, y, z = mesh.nominal_mm.T
    x_abs = np.abs(x)
    ear = sigmoid((mesh.above_head_mm - 1.2) / .8)
    lips = np.exp(-((x / 24) ** 2 + ((z + 103) / 8.2) ** 2) ** 2) * (y < -70)
    nose = np.exp(-((x / 20) ** 2 + ((z + 68) / 22) ** 2)) * (y < -80)
    cheekbone = np.exp(-((x_abs - 46) / 18) ** 2 - ((z + 66) / 20) ** 2) * (y < -40)
    jaw = np.clip((-62 - z) / 14, 0, 1) * np.clip((-2 - y) / 12, 0, 1) * np.clip((z + 155) / 14, 0, 1)
    beard = jaw * ((lips < .2) | (y > -70)) * (1 - cheek_flags(mesh) * 1.) * (1 - ear)
    beard = smooth_on_mesh(beard[:, None], mesh.quads, BEARD_SMOOTHING_ROUNDS, .5)[:, 0]
    temple = np.exp(-((x_abs - 66) / 16) ** 2 - ((y + 45) / 22) ** 2 - ((z - 8) / 28) ** 2)
    flush = np.clip(.5 * ear + .55 * nose + .25 * cheekbone, 0, 1)
    return dict(scalp=on_scalp, lips=lips, red=flush, beard=beard, temple=temple)


def add_head(mesh, on_scalp, material):
    """The head object with its masks, chart texture coordinates and skin material."""
    head = add_quad_mesh('head', mesh.vertices_mm, mesh.quads, _face_attributes(mesh, on_scalp))
    layer = head.data.uv_layers.new(name='chart')
    uv = ChartPoints.of(mesh.vertices_mm).uv()
    layer.data.foreach_set('uv', uv[mesh.quads.ravel()].astype(np.float32).ravel())
    head.data.materials.append(material)
    return head


class SkinPainter:
    """Builds the skin's shader tree step by step; `material` is the result."""

    def __init__(self, options, chart_texture_file, random):
        """options: the command line options; random: the generator of the person's looks."""
        self._options = options
        self._darkness = darkness(options.tone)
        self._base_rgb = np.array(linear_rgba(TONES[options.tone].srgb))[:3] * (1 + random.normal(0, .035, 3))
        self.material, self._tree = new_material('skin')
        tree = self._tree
        # Far-off texture coordinates give every seed its own skin detail.
        self._position = tree.shift(tree.object_position(), tuple(random.uniform(-4000, 4000, 3)))
        wobble = tree.scale(tree.noise(self._position, .5, 2, .5, 'Color'), 2.2)
        self._wobbly_position = tree.shift(self._position, wobble)
        self._load_chart_texture(chart_texture_file)
        self._age = options.age * float(np.clip(1 + .35 * random.normal(), .3, 1.8))
        self._oil = float(random.uniform(-.05, .06))
        self._colour = None
        self._paint_mottling()
        self._paint_spots()
        self._paint_blemishes()
        self._paint_veins()
        self._paint_pores_and_hair_shadows()
        self._finish(self._relief())

    def _load_chart_texture(self, file_name):
        tree = self._tree
        image = bpy.data.images.load(file_name)
        image.colorspace_settings.name = 'Non-Color'
        uv = tree.node('ShaderNodeUVMap', uv_map='chart').outputs[0]
        texture = tree.node('ShaderNodeTexImage', {'Vector': uv}, image=image, interpolation='Cubic',
                            extension='CLIP')
        channels = tree.node('ShaderNodeSeparateColor', {0: texture.outputs[0]}).outputs
        self._on_scalp = tree.attribute('scalp')
        self._hair_density = tree.multiply(channels[0], self._on_scalp)
        self._follicles = tree.multiply(channels[1], self._on_scalp)

    def _tint(self, factors):
        """The base colour times `factors` (3,), as RGBA."""
        return tuple(np.clip(self._base_rgb * np.array(factors), 0, 1)) + (1.,)

    def _paint(self, share, factors):
        """Mixes the base colour times `factors` over the colour so far."""
        self._colour = self._tree.mix(share, self._colour, self._tint(factors))

    def _paint_mottling(self):
        """Three scales of mottling, flushed and pale patches, red and lip areas."""
        tree, position = self._tree, self._position
        broad = tree.noise(position, .028, 4, .6)
        self._medium = tree.noise(position, .16, 4, .62)
        self._fine = tree.noise(position, .9, 4, .65)
        flushed = tree.noise(tree.shift(position, (311., 97., 55.)), .05, 5, .7)
        pale = tree.noise(tree.shift(position, (55., 711., 13.)), .07, 4, .6)
        self._colour = tree.mix(tree.ramp(broad, .35, .68), self._tint((1.03, 1.03, 1.02)),
                                self._tint((.97, .85, .81)))
        self._paint(tree.multiply(tree.ramp(self._medium, .38, .66), .68), (1.04, .89, .83))
        self._paint(tree.multiply(tree.ramp(self._fine, .32, .70), .50), (.83, .74, .70))
        light_skin = 1 - .75 * self._darkness
        self._paint(tree.multiply(tree.ramp(flushed, .56, .74), .55 * light_skin), (1.02, .72, .66))
        self._paint(tree.multiply(tree.ramp(pale, .60, .75), .35), (1.10, 1.08, 1.05))
        self._paint(tree.multiply(tree.attribute('red'), .55), (1.0, .70, .64))
        self._paint(tree.multiply(tree.attribute('lips'), .7), (.86, .50, .50))

    def _spots(self, radius_mm, cell_mm, offset, size_power, soft_mm, chance, strength):
        """Mask of round spots up to radius_mm, at most one per cell; strength: lowest and highest opacity."""
        tree = self._tree
        distance, draws = tree.cells(tree.shift(self._wobbly_position, offset), 1 / cell_mm)
        radius = tree.multiply(tree.math('POWER', draws[0], size_power), radius_mm / cell_mm)
        disc = tree.ramp(tree.math('SUBTRACT', distance, radius), soft_mm / cell_mm, -soft_mm / cell_mm)
        chosen = tree.math('GREATER_THAN', draws[1], 1 - chance)
        opacity = tree.math('MULTIPLY_ADD', draws[2], strength[1] - strength[0], strength[0])
        return tree.multiply(disc, chosen, opacity)

    def _paint_spots(self):
        """Age spots, freckles of two sizes, and moles."""
        tree = self._tree
        sun = tree.ramp(tree.noise(self._position, .018, 2, .5), .36, .60)
        fade = self._age * (.95 - .5 * self._darkness)
        age_spots = self._spots(2.4, 5.4, (0, 0, 0), 1.5, .40, .13, (.18, .60))
        freckles = self._spots(.8, 1.9, (77, 5, 9), 1.1, .22, .16, (.15, .60))
        small_freckles = self._spots(.42, 1.0, (7, 155, 91), 1.0, .14, .14, (.15, .55))
        moles = self._spots(1.6, 3.8, (3, 1, 77), .6, .40, .008, (.6, 1.))
        self._paint(tree.multiply(age_spots, fade), (.55, .40, .33))
        self._paint(tree.multiply(freckles, sun, fade), (.60, .44, .36))
        self._paint(tree.multiply(small_freckles, sun, fade), (.64, .48, .40))
        self._paint(tree.multiply(moles, .85), (.28, .19, .16))

    def _paint_blemishes(self):
        """Pimples with their cores, and scabs."""
        tree, amount = self._tree, min(self._age, 1.6)
        light = self._options.tone < 5
        self._pimples = self._spots(2.0, 4.8, (19, 333, 5), .5, .85, .020 * amount, (.4, 1.))
        self._pimple_cores = self._spots(.75, 4.8, (19, 333, 5), .5, .35, .020 * amount, (.3, 1.))
        self._scabs = self._spots(1.2, 2.9, (519, 33, 71), .7, .22, .0022 * amount, (.6, 1.))
        self._paint(tree.multiply(self._pimples, .62), (.92, .52, .48) if light else (.72, .55, .50))
        self._paint(tree.multiply(self._pimple_cores, .5), (1.02, .80, .66) if light else (.5, .4, .36))
        self._paint(tree.multiply(self._scabs, .75), (.34, .16, .13))

    def _lines(self, noise, half_width):
        """Mask of the lines along which `noise` crosses its middle."""
        tree = self._tree
        return tree.ramp(tree.math('ABSOLUTE', tree.math('SUBTRACT', noise, .5)), half_width, 0.)

    def _paint_veins(self):
        """Broad bluish veins, most at the temples, and fine red threads in flushed areas."""
        tree = self._tree
        self._veins = self._lines(tree.noise(self._position, .022, 2, .4), .016)
        visibility = tree.math('MULTIPLY_ADD', tree.attribute('temple'), .30, .16)
        self._paint(tree.multiply(self._veins, visibility, 1 - self._darkness), (.70, .80, .90))
        threads = self._lines(tree.noise(self._wobbly_position, .085, 3, .55), .0065)
        where = tree.ramp(tree.noise(self._position, .035, 2, .5), .52, .70)
        strength = .50 * (1 - .75 * self._darkness) * min(self._age, 1.6)
        self._paint(tree.multiply(threads, where, strength), (.86, .52, .56))

    def _paint_pores_and_hair_shadows(self):
        """Pores, beard shadow, the dusky ground under dense hair, and follicle openings."""
        tree = self._tree
        distance, draws = tree.cells(self._position, 1.05)
        self._pores = tree.ramp(distance, .34, .06)
        strength = tree.math('MULTIPLY_ADD', draws[0], .22, .04)
        self._paint(tree.multiply(self._pores, strength), (.62, .50, .45))
        shadow = linear_rgba((70, 66, 70) if self._options.tone < 4 else (38, 30, 28))
        under_hair = .36 if self._options.hair == STUBBLE else .30
        self._colour = tree.mix(tree.multiply(tree.attribute('beard'), .22), self._colour, shadow)
        self._colour = tree.mix(tree.multiply(self._hair_density, under_hair), self._colour, shadow)
        self._colour = tree.mix(tree.multiply(self._follicles, .85), self._colour, linear_rgba((34, 29, 28)))

    def _relief(self):
        """Height of the skin in mm: lines, pores, undulation, blemishes and veins."""
        tree, position = self._tree, self._position
        edge = tree.node('ShaderNodeTexVoronoi', {'Vector': self._wobbly_position, 'Scale': .75},
                         feature='DISTANCE_TO_EDGE').outputs['Distance']
        return tree.add(
            tree.multiply(tree.ramp(edge, 0., .12), .028),
            tree.multiply(self._pores, -.055),
            tree.multiply(tree.noise(position, .45, 2, .55), .13),
            tree.multiply(tree.noise(position, 1.7, 2, .6), .050),
            tree.multiply(tree.noise(position, .11, 2, .5), .35),
            tree.add(tree.multiply(self._pimples, .16),
                     tree.multiply(tree.add(self._pimple_cores, self._scabs), .22)),
            tree.multiply(self._veins, tree.attribute('temple'), .30),
            tree.multiply(self._follicles, .05))

    def _finish(self, height):
        """Surface shader and the render passes 'scalp' and 'skin'."""
        tree, oil = self._tree, self._oil
        bump = tree.node('ShaderNodeBump', {'Strength': 1., 'Distance': 1., 'Height': height})
        roughness = tree.add(tree.ramp(self._medium, .3, .7, False, .30 + oil, .47 + oil),
                             tree.multiply(self._fine, .10), tree.multiply(self._hair_density, .10))
        tree.output(tree.node('ShaderNodeBsdfPrincipled', {
            'Base Color': self._colour, 'Roughness': roughness, 'Normal': bump.outputs[0],
            'Specular': .50 - .08 * self._darkness}))
        tree.write_pass('scalp', self._on_scalp)
        tree.write_pass('skin', 1.)

    def make_plain(self):
        """Replaces the surface by a cheap one, for renders of which only the passes matter."""
        nodes = self.material.node_tree.nodes
        surface = [node for node in nodes if node.type == 'OUTPUT_MATERIAL'][0].inputs[0]
        self.material.node_tree.links.new(nodes.new('ShaderNodeEmission').outputs[0], surface)
