#version 330 core
// One splat: the rectangle of photo pixels it may touch.
uniform vec2 target_origin, target_px;                // place and size of the target on the photo
layout(location = 0) in vec4 centre_hardness_weight;  // centre in photo pixels
layout(location = 1) in vec4 quadratic;               // xx, xy, yy
layout(location = 2) in vec4 rectangle;               // from, to; photo pixels
flat out vec4 dot_centre;
flat out vec3 dot_quadratic;

void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    vec2 position = (mix(rectangle.xy, rectangle.zw, corner) - target_origin) / target_px;
    gl_Position = vec4(position * 2.0 - 1.0, 0.0, 1.0);
    dot_centre = centre_hardness_weight - vec4(target_origin, 0.0, 0.0);
    dot_quadratic = quadratic.xyz;
}
