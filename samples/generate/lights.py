"""Five kinds of light, as area lamps and a sky."""
import bpy
import numpy as np
from mathutils import Vector

from scene import ShaderTree, add_object

SKY_STRENGTH = {'window': .70, 'flash': .42, 'softbox': .45, 'ceiling': .60, 'mixed': .60}
# The lamps aim at this point of the head.
AIM_MM = (0, 0, 20)
BELOW_RGBA = (.42, .36, .30, 1)
ABOVE_RGBA = (.62, .66, .72, 1)
LAMP_JITTER_MM = 120


def add_sky(scene, kind):
    """Soft light from all round, warmer and weaker from below."""
    world = bpy.data.worlds.new('sky')
    scene.world = world
    world.use_nodes = True
    tree = ShaderTree(world.node_tree)
    direction = tree.node('ShaderNodeTexCoord').outputs['Generated']
    height = tree.ramp(tree.node('ShaderNodeSeparateXYZ', {0: direction}).outputs[2], -.3, 1., False)
    background = tree.node('ShaderNodeBackground', {
        'Color': tree.mix(height, BELOW_RGBA, ABOVE_RGBA), 'Strength': SKY_STRENGTH[kind]})
    tree.node('ShaderNodeOutputWorld', {0: background.outputs[0]})


def _add_lamp(position_mm, aim_mm, size_mm, power_mw, rgb):
    """A rectangular lamp that shines towards aim_mm; megawatts, as lengths are in mm and not in m."""
    data = bpy.data.lights.new('lamp', 'AREA')
    data.shape = 'RECTANGLE'
    data.size, data.size_y = size_mm
    data.energy, data.color = power_mw * 1e6, rgb
    lamp = add_object('lamp', data)
    lamp.location = position_mm
    lamp.rotation_euler = (Vector(aim_mm) - Vector(position_mm)).to_track_quat('-Z', 'Y').to_euler()
    lamp.visible_camera = False


def add_lights(kind, view, camera, random):
    """Lamps of one kind, on the side the camera looks at, with random side and position.

    kind: 'window', 'flash', 'softbox' (studio), 'ceiling' (clinic panels) or 'mixed'
    (cool daylight with warm lamps).
    """
    side = float(random.choice([-1, 1]))
    jitter_mm = random.normal(0, LAMP_JITTER_MM, (4, 3))
    front = 1. if view == 'back' else -1.

    def lamp(jitter_number, position, size_mm, power_mw, rgb):
        """position: towards the main light, towards the camera, up; mm."""
        position_mm = np.array((side * position[0], front * position[1], position[2]))
        _add_lamp(position_mm + jitter_mm[jitter_number], AIM_MM, size_mm, power_mw, rgb)

    if kind == 'window':
        lamp(0, (1500, 900, 700), (900, 1300), 62, (1, .97, .93))
        lamp(1, (-500, -700, 1250), (420, 420), 14, (1, .86, .70))
    elif kind == 'flash':
        beside_lens_mm = camera.eye_mm + camera.right * 35 + camera.up * 60
        _add_lamp(beside_lens_mm, camera.target_mm, (30, 22), 21, (1, .98, .95))
        _add_lamp(np.array((500, 700, 1250)) + jitter_mm[1], AIM_MM, (500, 500), 9, (1, .88, .74))
    elif kind == 'softbox':
        lamp(0, (850, 850, 900), (700, 700), 40, (1, 1, 1))
        lamp(1, (-1100, 500, 350), (900, 1200), 20, (.97, .98, 1))
        lamp(2, (-300, -1000, 800), (250, 700), 12, (1, 1, 1))
    elif kind == 'ceiling':
        for panel in (-1, 1):
            position_mm = np.array((panel * 520, 150, 1350)) + jitter_mm[panel + 1]
            _add_lamp(position_mm, AIM_MM, (300, 1300), 27, (.97, 1, .96))
    else:
        lamp(0, (1400, 500, 500), (800, 1200), 44, (.90, .96, 1))
        lamp(1, (-700, -200, 1200), (160, 160), 26, (1, .80, .58))
        lamp(2, (-200, 900, 1100), (160, 160), 14, (1, .80, .58))
