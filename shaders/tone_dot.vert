#version 330 core
// A dot's pigment shared among the four cells around it.
uniform vec2 target_px;
layout(location = 0) in vec4 centre_amount;  // centre in cells, then the amount
flat out vec3 dot_centre;

void main() {
    vec2 from = floor(centre_amount.xy - 0.5);
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    gl_Position = vec4((from + corner * 2.0) / target_px * 2.0 - 1.0, 0.0, 1.0);
    dot_centre = centre_amount.xyz;
}
