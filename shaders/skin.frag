#version 330 core
// Before any dot: no pigment, and the share of each cell that shows skin.
uniform sampler2D covered;
uniform float covered_scale;      // map pixels per photo pixel; 0: nothing is covered
uniform float photo_px_per_cell;
out vec2 pigment_and_skin;

float at(vec2 map_position) {
    ivec2 last = textureSize(covered, 0) - 1;
    vec2 p = clamp(map_position - 0.5, vec2(0.0), vec2(last));
    ivec2 i = ivec2(p), j = min(i + 1, last);
    vec2 f = p - vec2(i);
    float top = mix(texelFetch(covered, i, 0).r, texelFetch(covered, ivec2(j.x, i.y), 0).r, f.x);
    float bottom = mix(texelFetch(covered, ivec2(i.x, j.y), 0).r, texelFetch(covered, j, 0).r, f.x);
    return mix(top, bottom, f.y);
}

void main() {
    float hidden = covered_scale > 0.0 ? at(gl_FragCoord.xy * photo_px_per_cell * covered_scale) : 0.0;
    pigment_and_skin = vec2(0.0, 1.0 - hidden);
}
