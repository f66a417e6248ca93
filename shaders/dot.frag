#version 330 core
// render::add_splat: weight times the profile, interpolated over q^2.
uniform sampler2D profiles;  // q^2 / reach2 across and a last 0, hardness down
uniform float reach2;
flat in vec4 dot_centre;
flat in vec3 dot_quadratic;
out float absorbing;

void main() {
    vec2 d = gl_FragCoord.xy - dot_centre.xy;
    float q2 = dot_quadratic.x * d.x * d.x + 2.0 * dot_quadratic.y * d.x * d.y + dot_quadratic.z * d.y * d.y;
    if (q2 >= reach2) discard;
    float position = q2 * (float(textureSize(profiles, 0).x - 2) / reach2);
    int i = int(position), row = int(dot_centre.z);
    float near = texelFetch(profiles, ivec2(i, row), 0).r, far = texelFetch(profiles, ivec2(i + 1, row), 0).r;
    absorbing = dot_centre.w * (near + (position - float(i)) * (far - near));
}
