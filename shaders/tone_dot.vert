#version 330 core
// A dot's pigment shared among the four cells around it.
uniform vec2 target_cells;
uniform float cells_per_photo_px;
layout(location = 0) in vec4 centre;  // in photo pixels
layout(location = 1) in vec4 shape;   // last: the pigment's area in photo pixels
flat out vec3 dot_centre;

void main() {
    vec2 cell = centre.xy * cells_per_photo_px, from = floor(cell - 0.5);
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4((from + corner * 2.0) / target_cells * 2.0 - 1.0, 0.0, 1.0);
    dot_centre = vec3(cell, shape.w * cells_per_photo_px * cells_per_photo_px);
}
