// A little of all that a C program does, linked with glibc: floats above all.
#include <complex.h>
#include <errno.h>
#include <fenv.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const int modes[] = {FE_TONEAREST, FE_TOWARDZERO, FE_UPWARD, FE_DOWNWARD};

static volatile double values[] = {0.0,   -0.0,    1.0 / 3, -2.5,  1e308, 5e-324, 2.2250738585072014e-308, 0.1, 1e16 + 2,
                                   1e-10, INFINITY, -INFINITY, NAN, M_PI, 123456789.125};

static void rounding(void) {
  for (size_t m = 0; m < sizeof modes / sizeof *modes; m++) {
    fesetround(modes[m]);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
      for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
        double a = values[i], b = values[j];
        feclearexcept(FE_ALL_EXCEPT);
        volatile double r[] = {a + b, a - b, a * b, a / b, sqrt(a), fma(a, b, a), (float)a * (float)b, fmod(a, b), rint(a)};
        int flags = fetestexcept(FE_ALL_EXCEPT);
        printf("%zu %zu %zu %x", m, i, j, flags);
        for (size_t k = 0; k < sizeof r / sizeof *r; k++) printf(" %a", r[k]);
        printf(" %d %d %ld %d\n", a < b, a == b, fabs(a) < 1e18 ? lrint(a) : 0, fpclassify((float)a));
      }
    }
  }
  fesetround(FE_TONEAREST);
}

static void library(void) {
  for (double x = -3; x < 3; x += 0.37) {
    printf("%.17g %.17g %.17g %.17g %.17g %.17g %g\n", sin(x), cos(x), exp(x), pow(fabs(x), x), atan2(x, 2), cbrt(x), tgamma(x));
    printf("%.9g %.9g %.9g\n", sinf(x), expf(x), hypotf(x, 1));
  }
  long double wide = 1.0L / 3; // 128 bits, in software
  printf("%.34Lg %.34Lg\n", wide, sqrtl(2.0L));
  double complex z = csqrt(-2.0 + 1.0 * I);
  printf("%.17g %.17g\n", creal(z), cimag(z));
  char *end;
  printf("%a %a %d\n", strtod("0x1.8p3xyz", &end), strtod("1e400", NULL), errno == ERANGE);
}

static int byValue(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static void memory(void) {
  enum { n = 20000 };
  uint32_t *list = malloc(n * sizeof *list), x = 1;
  for (int i = 0; i < n; i++) list[i] = x = x * 1664525 + 1013904223;
  qsort(list, n, sizeof *list, byValue);
  printf("%u %u %u\n", list[0], list[n / 2], list[n - 1]);
  char *big = calloc(1, 64 << 20); // by mmap
  big[40 << 20] = 7;
  big = realloc(big, 80 << 20);
  printf("%d %d\n", big ? big[40 << 20] : -1, list[5] == *(uint32_t *)bsearch(&list[5], list, n, sizeof *list, byValue));
  free(big);
  char unaligned[40] = "unaligned text that is moved about";
  memmove(unaligned + 3, unaligned, 33);
  printf("%s %zu %s\n", unaligned, strlen(unaligned), strstr(unaligned, "text"));
  free(list);
}

static jmp_buf back;

int main(int argc, char **argv) {
  printf("%d %s %s\n", argc, argv[1], getenv("NAME") ? getenv("NAME") : "no name");
  rounding();
  library();
  memory();
  int code = setjmp(back);
  if (code < 3) longjmp(back, code + 1);
  struct timespec before, after, nap = {0, 2000000};
  clock_gettime(CLOCK_MONOTONIC, &before);
  nanosleep(&nap, NULL);
  clock_gettime(CLOCK_MONOTONIC, &after);
  double slept = (after.tv_sec - before.tv_sec) + (after.tv_nsec - before.tv_nsec) * 1e-9;
  printf("%d %s slept %d\n", code, setlocale(LC_ALL, "C"), slept >= 0.002);
  fprintf(stderr, "%d to standard error\n", isatty(9));
  return 42;
}
