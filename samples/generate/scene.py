"""Building blocks of the Blender scene: meshes, the hair object and shader trees."""
import bpy
import numpy as np
from bpy.types import NodeSocket


def linear_rgba(srgb):
    """sRGB 0..255 as a linear RGBA tuple 0..1."""
    srgb = np.array(srgb) / 255.
    return tuple(np.where(srgb < .04045, srgb / 12.92, ((srgb + .055) / 1.055) ** 2.4)) + (1.,)


def new_scene():
    """An empty scene that renders with Cycles."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = 'CYCLES'
    scene.cycles_curves.shape = 'RIBBONS'
    scene.cycles_curves.subdivisions = 2
    return scene


def add_object(name, data):
    """Links a new object with the given data to the scene and returns it."""
    new_object = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(new_object)
    return new_object


def add_quad_mesh(name, vertices_mm, quads, attributes=None):
    """A smooth-shaded mesh object; `attributes` maps names to one float per vertex."""
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(vertices_mm))
    mesh.vertices.foreach_set('co', vertices_mm.astype(np.float32).ravel())
    mesh.loops.add(quads.size)
    mesh.loops.foreach_set('vertex_index', quads.astype(np.int32).ravel())
    mesh.polygons.add(len(quads))
    mesh.polygons.foreach_set('loop_start', np.arange(0, quads.size, 4, dtype=np.int32))
    mesh.polygons.foreach_set('loop_total', np.full(len(quads), 4, np.int32))
    mesh.polygons.foreach_set('use_smooth', np.ones(len(quads), bool))
    for attribute, values in (attributes or {}).items():
        layer = mesh.attributes.new(attribute, 'FLOAT', 'POINT')
        layer.data.foreach_set('value', values.astype(np.float32))
    mesh.update()
    mesh.validate()
    return add_object(name, mesh)


def _strand_mesh(strand_sets):
    """A hidden object whose edges are the strands and whose attribute 'radius' is theirs."""
    points, radii, edges, offset = [], [], [], 0
    for strands in strand_sets:
        count, points_each, _ = strands.points_mm.shape
        points.append(strands.points_mm.reshape(-1, 3))
        radii.append(strands.radii_mm.ravel())
        starts = (np.arange(count)[:, None] * points_each + np.arange(points_each - 1)[None]).ravel() + offset
        edges.append(np.c_[starts, starts + 1])
        offset += count * points_each
    points, radii, edges = map(np.concatenate, (points, radii, edges))
    mesh = bpy.data.meshes.new('strands')
    mesh.vertices.add(len(points))
    mesh.vertices.foreach_set('co', points.astype(np.float32).ravel())
    mesh.edges.add(len(edges))
    mesh.edges.foreach_set('vertices', edges.astype(np.int32).ravel())
    mesh.attributes.new('radius', 'FLOAT', 'POINT').data.foreach_set('value', radii.astype(np.float32))
    mesh.update()
    source = add_object('strands', mesh)
    source.hide_render = True
    return source


def _edges_to_hair(source, material):
    """Geometry nodes that turn the edges of `source` into curves with their radii."""
    group = bpy.data.node_groups.new('edges_to_hair', 'GeometryNodeTree')
    group.inputs.new('NodeSocketGeometry', 'Geometry')
    group.outputs.new('NodeSocketGeometry', 'Geometry')
    group.nodes.new('NodeGroupInput')
    info = group.nodes.new('GeometryNodeObjectInfo')
    info.inputs[0].default_value = source
    radius = group.nodes.new('GeometryNodeInputNamedAttribute')
    radius.data_type = 'FLOAT'
    radius.inputs[0].default_value = 'radius'
    to_curve = group.nodes.new('GeometryNodeMeshToCurve')
    set_radius = group.nodes.new('GeometryNodeSetCurveRadius')
    set_material = group.nodes.new('GeometryNodeSetMaterial')
    set_material.inputs['Material'].default_value = material
    result = group.nodes.new('NodeGroupOutput')
    group.links.new(info.outputs['Geometry'], to_curve.inputs[0])
    group.links.new(to_curve.outputs[0], set_radius.inputs['Curve'])
    # The node has one output socket per data type; only that of the chosen type is enabled.
    group.links.new([socket for socket in radius.outputs if socket.enabled][0], set_radius.inputs['Radius'])
    group.links.new(set_radius.outputs[0], set_material.inputs[0])
    group.links.new(set_material.outputs[0], result.inputs[0])
    return group


def add_hair(strand_sets, melanin, redness):
    """One hair object from a list of Strands; melanin and redness 0..1 give its colour."""
    material, tree = new_material('hair')
    shader = tree.node('ShaderNodeBsdfHairPrincipled', {
        'Melanin': melanin, 'Melanin Redness': redness, 'Roughness': .32, 'Radial Roughness': .45,
        'Random Roughness': .3, 'Random Color': .25}, parametrization='MELANIN')
    tree.output(shader)
    tree.write_pass('hair', 1.)
    curves = bpy.data.hair_curves.new('hair')
    curves.materials.append(material)
    hair = add_object('hair', curves)
    modifier = hair.modifiers.new('edges_to_hair', 'NODES')
    modifier.node_group = _edges_to_hair(_strand_mesh(strand_sets), material)
    return hair


class ShaderTree:
    """Short notation for shader node trees; inputs may be numbers, tuples or output sockets."""

    def __init__(self, node_tree):
        self._tree = node_tree
        node_tree.nodes.clear()

    def _feed(self, value, socket):
        if isinstance(value, NodeSocket):
            self._tree.links.new(value, socket)
        else:
            socket.default_value = value

    def node(self, kind, inputs=None, **settings):
        """A node with its `inputs` (by name or number) and properties set."""
        node = self._tree.nodes.new(kind)
        for name, value in settings.items():
            setattr(node, name, value)
        for name, value in (inputs or {}).items():
            self._feed(value, node.inputs[name])
        return node

    def output(self, shader):
        """Makes the node `shader` the material's surface."""
        self.node('ShaderNodeOutputMaterial', {0: shader.outputs[0]})

    def write_pass(self, name, value):
        """Writes `value` to the render pass `name`."""
        self.node('ShaderNodeOutputAOV', {'Value': value}, name=name)

    def math(self, operation, *values):
        return self.node('ShaderNodeMath', dict(enumerate(values)), operation=operation).outputs[0]

    def multiply(self, *values):
        product = values[0]
        for value in values[1:]:
            product = self.math('MULTIPLY', product, value)
        return product

    def add(self, *values):
        total = values[0]
        for value in values[1:]:
            total = self.math('ADD', total, value)
        return total

    def mix(self, share, first, second):
        """Colour that goes from `first` at share 0 to `second` at 1."""
        node = self.node('ShaderNodeMix', data_type='RGBA', blend_type='MIX')
        for number, value in ((0, share), (6, first), (7, second)):
            self._feed(value, node.inputs[number])
        return node.outputs[2]

    def ramp(self, value, low, high, smooth=True, result_low=0., result_high=1.):
        """Maps low..high to result_low..result_high, clamped at both ends."""
        return self.node('ShaderNodeMapRange', {0: value, 1: low, 2: high, 3: result_low, 4: result_high},
                         interpolation_type='SMOOTHSTEP' if smooth else 'LINEAR').outputs[0]

    def attribute(self, name):
        return self.node('ShaderNodeAttribute', attribute_name=name).outputs['Fac']

    def object_position(self):
        return self.node('ShaderNodeTexCoord').outputs['Object']

    def noise(self, position, per_mm, detail=2, roughness=.5, output='Fac'):
        return self.node('ShaderNodeTexNoise', {'Vector': position, 'Scale': per_mm, 'Detail': detail,
                                                'Roughness': roughness}).outputs[output]

    def cells(self, position, per_mm):
        """Voronoi cells: distance to the cell's point, and three random numbers per cell."""
        voronoi = self.node('ShaderNodeTexVoronoi', {'Vector': position, 'Scale': per_mm, 'Randomness': 1.})
        colour = self.node('ShaderNodeSeparateColor', {0: voronoi.outputs['Color']})
        return voronoi.outputs['Distance'], colour.outputs

    def shift(self, position, offset):
        return self.node('ShaderNodeVectorMath', {0: position, 1: offset}, operation='ADD').outputs[0]

    def scale(self, vector, factor):
        return self.node('ShaderNodeVectorMath', {0: vector, 3: factor}, operation='SCALE').outputs[0]


def new_material(name):
    """A material and its empty ShaderTree."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    return material, ShaderTree(material.node_tree)
