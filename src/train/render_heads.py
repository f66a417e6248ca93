"""Renders small training pictures of synthetic heads with the truth a reader of scalps must learn.

    blender -b --python render_heads.py -- --out FOLDER --people 100 [--first 1] [--views 6] [--side 224]

Every person is drawn from a number: shape, skin, loss pattern, hair, room. Each is seen from `--views`
directions under changing light. One file PERSON_VIEW.npz per picture holds

    rgb       (S, S, 3) uint8    the picture
    labels    (S, S) uint8       0 background, 1 skin, 2 hair, 3 bald, 4 thinning, as samples/generate writes them
    density   (S, S) uint8       share of full hair density, 255 = full; 0 off the scalp
    body      (S, S) uint8       255 where the head, its hair or the clothes are
    place_mm  (S, S, 3) float16  point of the head seen there, in head axes; NaN off the head
    pose      (9,) float32       rotation from head to camera axes, by rows
    head_mm   (2,) float32       the person's head breadth and length

A picture takes about four seconds on one core, a person another ten. People whose pictures are there already are
left out, so that a stopped run goes on.
"""
import argparse
import math
import os
import shutil
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, '..', '..', 'samples', 'generate'))

import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

import camera as cameras
from chart_texture import write_chart_texture
from develop import Developer
from facial_hair import grow_facial_hair
from hair import FollicleSites, ScalpHair
from head_mesh import HeadMesh
from lights import SKY_STRENGTH, add_lights, add_sky
from render import BeautyPicture, Renderer
from room import Room, add_clothes
from scalp_chart import ChartPoints, Scalp, scalp_share
from scene import add_hair, new_scene
from skin_material import TONES, SkinPainter, add_head, darkness
from smp import SmpOptions
from truth import BALD, BALD_UP_TO, FULL_HAIR_FROM, HAIR, SKIN, THINNING

PATTERNS = ['none', 'none', 'III', 'V', 'VI', 'VI', 'VII']
NO_TREATMENT = SmpOptions(core_per_cm2=0., edge_share=0., ramp_mm=1., inset_mm=0., dot_mm=.2, dot_cv=0.,
                          softness_mm=.03, strength=1., transmittance_rgb=[1., 1., 1.])


def options_of(person, random, arguments):
    """Options as make_head.py has them, drawn for one person."""
    stubble = random.random() < .45
    length_mm = float(np.exp(random.uniform(np.log(.3), np.log(3)))) if stubble else float(
        np.exp(random.uniform(np.log(4), np.log(70))))
    return argparse.Namespace(
        tone=int(random.integers(1, 7)), pat=str(random.choice(PATTERNS)), hair='stubble' if stubble else 'short',
        length_mm=length_mm, seed=9000 + person, age=float(random.uniform(.3, 1.6)), shape=1, view='drawn',
        light='window', res=arguments.side, spp=arguments.samples, zoom=1., turn=0., roll=0., threads=arguments.threads,
        bowed_share=arguments.bowed)


def hair_colour(tone, random):
    """Melanin and redness: dark hair on dark skin; light skin also has fair, red and grey hair."""
    if random.random() < .3:
        return float(random.uniform(.02, .25)), 0.  # grey to white
    if tone <= 3:
        return float(random.uniform(.25, 1.)), float(random.uniform(0, .9))
    return float(random.uniform(.8, 1.)), float(random.uniform(0, .4))


def drawn_view(random, bowed_share):
    """A view and its roll, deg, as scalps are photographed: portraits near level, sides, backs, crowns, and faces bowed
    towards a phone held close, which show little but forehead and scalp."""
    azimuth = random.uniform(0, 2 * math.pi)
    kind = random.random()
    bowed = random.random() < bowed_share
    if bowed:
        azimuth, elevation = random.normal(0, .3), math.radians(random.uniform(15, 75))
    elif kind < .45:
        elevation = math.radians(random.normal(5, 12))
    elif kind < .75:
        elevation = math.radians(random.uniform(15, 55))
    else:
        elevation = math.radians(random.uniform(55, 92))
    level = math.cos(elevation)
    direction = (math.sin(azimuth) * level, -math.cos(azimuth) * level, math.sin(elevation))
    distance_mm = float(np.exp(random.uniform(*np.log((300, 650) if bowed else (420, 1500)))))
    # The head fills between a third of the picture and somewhat more than all of it.
    head_share = float(np.exp(random.uniform(np.log(.8 if bowed else .36), np.log(1.3 if bowed else 1.15))))
    room_mm = 215 / head_share
    focal_mm = cameras.SENSOR_MM * distance_mm / room_mm
    target_mm = random.normal(0, 1, 3) * .09 * room_mm + np.array([0, 0, -35 if elevation < .6 else -5])
    # Down in the picture is down to the floor, unless the camera hangs above the head.
    from_above = elevation >= 1. and not bowed
    roll_deg = random.uniform(-180, 180) if from_above else random.normal(0, 6)
    return cameras.View(direction, tuple(target_mm), distance_mm, focal_mm), float(roll_deg)


class Person:
    """One synthetic person in a room, ready to be photographed from many sides."""

    def __init__(self, number, arguments, work_dir):
        self._random = np.random.default_rng(77_000 + number)
        self._options = options_of(number, self._random, arguments)
        self._work_dir = work_dir
        options, random = self._options, self._random
        self._mesh = HeadMesh(os.path.join(arguments.cache, 'mesh.npz'), options.seed, True)
        self._scalp = Scalp(self._mesh.shape, options.pat, options.seed, random.normal(0, 1, 6), NO_TREATMENT)
        self._on_scalp = scalp_share(self._mesh, self._scalp.hairline)
        self._grow_hair()
        self._build_scene()

    def _grow_hair(self):
        options, random = self._options, self._random
        sites = FollicleSites(self._mesh, self._scalp, self._on_scalp, random)
        self._hair = ScalpHair(sites, self._scalp, self._mesh.shape.height_factor, options.hair,
                               options.length_mm, random)

    def _build_scene(self):
        options, random = self._options, self._random
        self._scene = new_scene()
        texture = os.path.join(self._work_dir, 'chart.png')
        write_chart_texture(texture, self._scalp, self._hair)
        skin = SkinPainter(options, texture, random)
        add_head(self._mesh, self._on_scalp, skin.material)
        add_clothes(self._mesh, options.view, random)
        melanin, redness = hair_colour(options.tone, random)
        add_hair(self._hair.strand_sets, melanin, redness)
        facial = add_hair(grow_facial_hair(self._mesh, self._scalp, random), max(melanin, .3), redness)
        for node in facial.data.materials[0].node_tree.nodes:
            if node.type == 'OUTPUT_AOV':
                node.inputs['Value'].default_value = 0.  # brows and beard are skin
        Room(random)
        add_sky(self._scene, options.light)
        self._renderer = Renderer(self._scene, options, self._work_dir)
        self._body = self._solid_bodies()

    def _solid_bodies(self):
        return BVHTree.FromPolygons(self._mesh.torso_mm.tolist(), self._mesh.torso_quads.tolist())

    def photograph(self, path):
        """Draws a view and a light, renders and writes one file."""
        options, random = self._options, self._random
        view, options.roll = drawn_view(random, options.bowed_share)
        cameras.VIEWS[options.view] = view
        options.light = str(random.choice(sorted(SKY_STRENGTH)))
        placed = self._place_camera()
        for lamp in [thing for thing in bpy.data.objects if thing.type == 'LIGHT']:
            bpy.data.objects.remove(lamp)
        facing = 'back' if view.direction[1] > 0 else 'front'
        add_lights(options.light, facing, placed, random)
        self._renderer.render()
        picture = BeautyPicture(self._renderer, TONES[options.tone].scatter, placed.mm_per_px)
        developer = Developer(int(random.integers(1 << 30)), options.res, darkness(options.tone), random)
        developer.choose_exposure(picture)
        rgb = np.asarray(developer.develop(picture.colour))
        np.savez_compressed(path, rgb=rgb, **self._truth(placed, picture.hair_share))

    def _place_camera(self):
        for old in [thing for thing in bpy.data.objects if thing.type == 'CAMERA']:
            bpy.data.objects.remove(old)
        return cameras.Camera(self._options, self._mesh, self._random)

    def _truth(self, placed, hair_share):
        side = self._options.res
        rays = placed.pixel_rays().reshape(-1, 3)
        rays /= np.linalg.norm(rays, axis=1, keepdims=True)
        eye, place, body = Vector(placed.eye_mm), np.full((side * side, 3), np.nan), np.zeros(side * side, bool)
        share = np.zeros(side * side)
        flags = self._on_scalp[self._mesh.quads].mean(1)
        for number, ray in enumerate(rays):
            hit, _, face, distance = self._mesh.bvh.ray_cast(eye, Vector(ray))
            cloth = self._body.ray_cast(eye, Vector(ray))[3]
            body[number] = hit is not None or cloth is not None
            if hit is not None and (cloth is None or distance < cloth):
                place[number], share[number] = hit, flags[face]
        return self._maps(place, share, body, hair_share, placed)

    def _maps(self, place, share, body, hair_share, placed):
        side = self._options.res
        on_head = ~np.isnan(place[:, 0])
        density = np.zeros(side * side)
        density[on_head] = self._scalp.hair_density(ChartPoints.of(place[on_head])) * (share[on_head] > .5)
        labels = np.zeros(side * side, np.uint8)
        labels[on_head] = SKIN
        scalp = on_head & (share > .5)
        labels[scalp] = THINNING
        labels[scalp & (density >= FULL_HAIR_FROM)] = HAIR
        labels[scalp & (density <= BALD_UP_TO)] = BALD
        labels[~scalp & (hair_share.ravel() > .5)] = HAIR
        shape = self._mesh.shape
        return dict(labels=labels.reshape(side, side),
                    density=(density * 255 + .5).astype(np.uint8).reshape(side, side),
                    body=((body | (hair_share.ravel() > .5)) * 255).astype(np.uint8).reshape(side, side),
                    place_mm=place.astype(np.float16).reshape(side, side, 3),
                    pose=placed.rotation.astype(np.float32).ravel(),
                    head_mm=np.array([shape.breadth_mm, shape.length_mm], np.float32))


def parse(arguments):
    parser = argparse.ArgumentParser(prog='render_heads.py')
    parser.add_argument('--out', required=True)
    parser.add_argument('--cache', default='')
    parser.add_argument('--people', type=int, default=100)
    parser.add_argument('--first', type=int, default=1, help='number of the first person')
    parser.add_argument('--views', type=int, default=6, help='pictures of each person')
    parser.add_argument('--bowed', type=float, default=.25, help='share of faces bowed towards a near camera')
    parser.add_argument('--side', type=int, default=224, help='px')
    parser.add_argument('--samples', type=int, default=8, help='light samples per pixel')
    parser.add_argument('--threads', type=int, default=1)
    return parser.parse_args(arguments)


def main(arguments):
    arguments.cache = arguments.cache or arguments.out
    work_dir = os.path.join(arguments.out, 'work_%d' % os.getpid())
    os.makedirs(work_dir, exist_ok=True)
    for number in range(arguments.first, arguments.first + arguments.people):
        paths = [os.path.join(arguments.out, '%04d_%d.npz' % (number, view)) for view in range(arguments.views)]
        if all(map(os.path.exists, paths)):
            continue
        start = time.time()
        person = Person(number, arguments, work_dir)
        built = time.time()
        for path in paths:
            person.photograph(path)
        print('person %d: built in %.1f s, %.1f s a picture'
              % (number, built - start, (time.time() - built) / arguments.views), flush=True)
    shutil.rmtree(work_dir)


if __name__ == '__main__':
    main(parse(sys.argv[sys.argv.index('--') + 1:]))
