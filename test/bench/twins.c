/* Methods by hand in C, each the engine's own formulas: what ../shared/bench/peers.c has no loop for, and in its manner.
 * A million steps on Rosenbrock's function from (-1.2, 1); nothing is recorded.
 *
 *     gcc -O3 twins.c -o twins -lm
 *     ./twins [names]        one JSON line, seconds: medians of REP runs
 *     ./twins ends [steps]   one JSON line, where each is after so many steps
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STEPS 1000000
#define REP 5

/* The gradient of (1 - a)^2 + 100(b - a^2)^2. */
#define GRADIENT              \
  const double u = b - a * a; \
  const double ga = -400 * u * a - 2 * (1 - a), gb = 200 * u;

typedef void Method(double *p, int steps, double rate);

static __attribute__((noinline)) void gd(double *p, int steps, double rate) {
  double a = p[0], b = p[1];
  for (int k = 0; k < steps; k++) {
    GRADIENT
    a -= rate * ga;
    b -= rate * gb;
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void momentum(double *p, int steps, double rate) {
  double a = p[0], b = p[1], va = 0, vb = 0;
  for (int k = 0; k < steps; k++) {
    GRADIENT
    va = .9 * va + .1 * ga;
    vb = .9 * vb + .1 * gb;
    a -= rate * va;
    b -= rate * vb;
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void heavyball(double *p, int steps, double rate) {
  double a = p[0], b = p[1], va = 0, vb = 0;
  for (int k = 0; k < steps; k++) {
    GRADIENT
    va = .9 * va + ga;
    vb = .9 * vb + gb;
    a -= rate * va;
    b -= rate * vb;
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void nesterov(double *p, int steps, double rate) {
  double a = p[0], b = p[1], va = 0, vb = 0;
  for (int k = 0; k < steps; k++) {
    GRADIENT
    va = .9 * va + ga;
    vb = .9 * vb + gb;
    a -= rate * (ga + .9 * va);
    b -= rate * (gb + .9 * vb);
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void adagrad(double *p, int steps, double rate) {
  double a = p[0], b = p[1], sa = 0, sb = 0;
  for (int k = 0; k < steps; k++) {
    GRADIENT
    sa += ga * ga;
    sb += gb * gb;
    a -= rate * ga / (sqrt(sa) + 1e-10);
    b -= rate * gb / (sqrt(sb) + 1e-10);
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void rmsprop(double *p, int steps, double rate) {
  double a = p[0], b = p[1], sa = 0, sb = 0;
  for (int k = 0; k < steps; k++) {
    GRADIENT
    sa = .99 * sa + .01 * ga * ga;
    sb = .99 * sb + .01 * gb * gb;
    a -= rate * ga / (sqrt(sa) + 1e-8);
    b -= rate * gb / (sqrt(sb) + 1e-8);
  }
  p[0] = a, p[1] = b;
}

static __attribute__((noinline)) void adam(double *p, int steps, double rate) {
  double a = p[0], b = p[1], ma = 0, mb = 0, va = 0, vb = 0, power1 = 1, power2 = 1;
  for (int k = 0; k < steps; k++) {
    /* Below this they change nothing, and would become slow denormal numbers. */
    power1 = power1 * .9 < 1e-20 ? 1e-20 : power1 * .9;
    power2 = power2 * .999 < 1e-20 ? 1e-20 : power2 * .999;
    const double c1 = rate / (1 - power1), c2 = 1 / (1 - power2);
    GRADIENT
    ma = .9 * ma + .1 * ga;
    mb = .9 * mb + .1 * gb;
    va = .999 * va + .001 * ga * ga;
    vb = .999 * vb + .001 * gb * gb;
    a -= c1 * ma / (sqrt(va * c2) + 1e-8);
    b -= c1 * mb / (sqrt(vb * c2) + 1e-8);
  }
  p[0] = a, p[1] = b;
}

/* Names and rates as in bench.ts. */
static const struct {
  const char *name;
  Method *method;
  double rate;
} TWINS[] = {
    {"twin_gd", gd, 5e-4},           {"twin_momentum", momentum, 5e-4}, {"twin_heavyball", heavyball, 1e-4},
    {"twin_nesterov", nesterov, 1e-4}, {"twin_adagrad", adagrad, 0.5},    {"twin_rmsprop", rmsprop, 1e-3},
    {"twin_adam", adam, 1e-3},
};
#define COUNT (sizeof TWINS / sizeof *TWINS)

static volatile double sink;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double seconds(Method *method, double rate) {
  double times[REP];
  for (int round = -1; round < REP; round++) {
    double p[] = {-1.2, 1};
    const double began = now();
    method(p, STEPS, rate);
    if (round >= 0) times[round] = now() - began;
    sink = p[0];
  }
  qsort(times, REP, sizeof *times, ascending);
  return times[REP / 2];
}

static int wanted(const char *name, int count, char **names) {
  for (int i = 0; i < count; i++)
    if (!strcmp(name, names[i])) return 1;
  return count == 0;
}

int main(int count, char **words) {
  const int ends = count > 1 && !strcmp(words[1], "ends");
  const char *separator = "{";
  for (size_t i = 0; i < COUNT; i++) {
    if (ends) {
      double p[] = {-1.2, 1};
      TWINS[i].method(p, count > 2 ? atoi(words[2]) : STEPS, TWINS[i].rate);
      printf("%s\"%s\":[%.17g,%.17g]", separator, TWINS[i].name, p[0], p[1]);
    } else if (wanted(TWINS[i].name, count - 1, words + 1)) {
      printf("%s\"%s\":%.6g", separator, TWINS[i].name, seconds(TWINS[i].method, TWINS[i].rate));
    } else {
      continue;
    }
    separator = ",";
  }
  puts(*separator == '{' ? "{}" : "}");
  return 0;
}
