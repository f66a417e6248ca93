#version 330 core
// One direction of render::MaskedRows: the blur that a camera's unsharp mask subtracts.
uniform sampler2D source;
uniform vec4 weights;  // at distances of 0 to 3 px
uniform int downwards;
out float result;

float at(ivec2 p) {
    return all(greaterThanEqual(p, ivec2(0))) && all(lessThan(p, textureSize(source, 0)))
               ? texelFetch(source, p, 0).r : 0.0;
}

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy), step = downwards == 1 ? ivec2(0, 1) : ivec2(1, 0);
    result = weights.x * at(here);
    for (int i = 1; i <= 3; ++i) result += weights[i] * (at(here - step * i) + at(here + step * i));
}
