// SPDX-License-Identifier: Apache-2.0
// Measures what mmkit:calibrate fits a profile to: small loops of memory calls by one and two
// threads and processes, and munmap by size. Prints "cpus N", lines "LOAD MODE TASKS VALUE" (operations
// a second; of munmap-SIZE the ns of a call), and "skipped WHAT: REASON" for what this machine
// does not allow. Each loop runs for a few windows of 250 ms, pinned; the median counts.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096ul
#define MIB (1024ul * 1024)
#define LARGE (128 * MIB)
#define WINDOWS 5
#define WINDOW_US 250000

struct task {
  volatile unsigned long count;
  char apart[120];
};

static struct task *tasks;
static volatile int *stop;

static void *map(size_t bytes, int flags, int fd) {
  void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, fd, 0);
  if (at == MAP_FAILED) _exit(1);
  return at;
}

static int file(void) {
  char name[] = "/dev/shm/mmkit-XXXXXX";
  int fd = mkstemp(name);
  if (fd < 0 || unlink(name) || ftruncate(fd, LARGE)) _exit(1);
  return fd;
}

#define ANON (MAP_PRIVATE | MAP_ANONYMOUS)

static void mmap1(struct task *t) {
  while (!*stop) {
    munmap(map(LARGE, ANON, -1), LARGE);
    t->count++;
  }
}

static void mmap2(struct task *t) {
  int fd = file();
  while (!*stop) {
    munmap(map(LARGE, MAP_PRIVATE, fd), LARGE);
    t->count++;
  }
}

static void grow(struct task *t, char *from) {
  while (!*stop) {
    if (brk(from + PAGE)) _exit(1);
    t->count++;
    if (brk(from)) _exit(1);
    t->count++;
  }
}

static void brk1(struct task *t) { grow(t, sbrk(0)); }

static void brk2(struct task *t) {
  char *from = sbrk(0);
  from = (char *)(((unsigned long)from + 2 * PAGE - 1) & -PAGE);
  if (brk(from)) _exit(1);
  grow(t, from);
}

static void malloc1(struct task *t) {
  while (!*stop) {
    volatile char *at = malloc(LARGE);
    if (!at) _exit(1);
    free((void *)at);
    t->count++;
  }
}

static void faults(struct task *t, int flags, int fd) {
  while (!*stop) {
    char *at = map(LARGE, flags, fd);
    for (size_t i = 0; i < LARGE && !*stop; i += PAGE) {
      at[i] = 1;
      t->count++;
    }
    munmap(at, LARGE);
  }
}

static void page_fault1(struct task *t) { faults(t, ANON, -1); }
static void page_fault2(struct task *t) { faults(t, MAP_PRIVATE, file()); }
static void page_fault3(struct task *t) { faults(t, MAP_SHARED, file()); }

static void flushes(struct task *t, size_t bytes, int flags, int fd) {
  while (!*stop) {
    volatile char *at = map(bytes, flags, fd);
    for (size_t i = 0; i < bytes && !*stop; i += PAGE) {
      at[i] = 1;
      if (madvise((char *)at + i, PAGE, MADV_DONTNEED)) _exit(1);
      if (at[i] != (flags & MAP_SHARED ? 1 : 0)) _exit(1);
      t->count++;
    }
    munmap((void *)at, bytes);
  }
}

static void tlb_flush1(struct task *t) { flushes(t, LARGE, MAP_PRIVATE, file()); }
static void tlb_flush2(struct task *t) { flushes(t, MIB, ANON, -1); }
static void tlb_flush3(struct task *t) { flushes(t, LARGE, MAP_SHARED, file()); }

static const struct load {
  const char *name;
  void (*loop)(struct task *);
} loads[] = {
    {"mmap1", mmap1},           {"mmap2", mmap2},           {"brk1", brk1},
    {"brk2", brk2},             {"malloc1", malloc1},       {"page_fault1", page_fault1},
    {"page_fault2", page_fault2}, {"page_fault3", page_fault3}, {"tlb_flush1", tlb_flush1},
    {"tlb_flush2", tlb_flush2}, {"tlb_flush3", tlb_flush3},
};

static const struct load *running;

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof set, &set);
}

static void *run(void *number) {
  long i = (long)number;
  pin((int)i);
  running->loop(&tasks[i]);
  return NULL;
}

static long long now(void) {
  struct timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return ts.tv_sec * 1000000000ll + ts.tv_nsec;
}

static int ascending(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return d < 0 ? -1 : d > 0;
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, ascending);
  return values[count / 2];
}

static unsigned long total(int count) {
  unsigned long sum = 0;
  for (int i = 0; i < count; i++) sum += tasks[i].count;
  return sum;
}

// Operations a second of all tasks, the median of the windows after a first one that warms up.
static double watch(int count) {
  double rates[WINDOWS];
  for (int w = -1; w < WINDOWS; w++) {
    unsigned long before = total(count);
    long long from = now();
    usleep(WINDOW_US);
    double ns = (double)(now() - from);
    if (w >= 0) rates[w] = (total(count) - before) * 1e9 / ns;
  }
  return median(rates, WINDOWS);
}

static void measure(const struct load *load, int processes, int count) {
  pthread_t threads[2];
  pid_t children[2];
  running = load;
  *stop = 0;
  memset(tasks, 0, count * sizeof *tasks);
  // Threads run in a child as well, so that each load begins with a new address space.
  pid_t parent = getpid();
  for (int i = 0; i < (processes ? count : 1); i++) {
    children[i] = fork();
    if (children[i] == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != parent) _exit(1);
      for (long t = processes ? i : 0; t < (processes ? i + 1 : count); t++) {
        if (processes) {
          run((void *)t);
        } else if (pthread_create(&threads[t], NULL, run, (void *)t)) {
          _exit(1);
        }
      }
      for (int t = 0; !processes && t < count; t++) pthread_join(threads[t], NULL);
      _exit(0);
    }
    if (children[i] < 0) exit(1);
  }
  double rate = watch(count);
  *stop = 1;
  int failed = 0;
  for (int i = 0; i < (processes ? count : 1); i++) {
    int status = 0;
    waitpid(children[i], &status, 0);
    failed |= status;
  }
  const char *mode = processes ? "processes" : "threads";
  if (failed || rate <= 0) {
    printf("skipped %s %s %d: a call failed, or there is no memory\n", load->name, mode, count);
  } else {
    printf("%s %s %d %.0f\n", load->name, mode, count, rate);
  }
  fflush(stdout);
}

static void unmap(const char *label, size_t bytes, int times) {
  double took[200];
  size_t available = (size_t)sysconf(_SC_AVPHYS_PAGES) * PAGE;
  if (bytes + bytes / 4 > available) {
    printf("skipped munmap-%s: %zu MiB of memory are free\n", label, available / MIB);
    return;
  }
  for (int i = 0; i < times; i++) {
    char *at = map(bytes, ANON, -1);
    madvise(at, bytes, MADV_NOHUGEPAGE);
    for (size_t page = 0; page < bytes; page += PAGE) at[page] = 1;
    long long from = now();
    munmap(at, bytes);
    took[i] = (double)(now() - from);
  }
  printf("munmap-%s threads 1 %.0f\n", label, median(took, times));
  fflush(stdout);
}

int main(void) {
  long cpus = sysconf(_SC_NPROCESSORS_ONLN);
  tasks = map(2 * sizeof *tasks, MAP_SHARED | MAP_ANONYMOUS, -1);
  stop = map(PAGE, MAP_SHARED | MAP_ANONYMOUS, -1);
  printf("cpus %ld\n", cpus);
  int most = cpus > 1 ? 2 : 1;
  if (most == 1) printf("skipped what two tasks do: there is one CPU\n");
  fflush(stdout);
  for (size_t i = 0; i < sizeof loads / sizeof *loads; i++) {
    for (int count = 1; count <= most; count++) {
      measure(&loads[i], 0, count);
      measure(&loads[i], 1, count);
    }
  }
  pin(0);
  unmap("4k", 4096, 199);
  unmap("16k", 4 * PAGE, 199);
  unmap("64k", 16 * PAGE, 199);
  unmap("256k", 64 * PAGE, 99);
  unmap("1m", MIB, 99);
  unmap("2m", 2 * MIB, 49);
  unmap("8m", 8 * MIB, 19);
  unmap("64m", 64 * MIB, 9);
  unmap("256m", 256 * MIB, 5);
  unmap("1g", 1024 * MIB, 3);
  unmap("4g", 4096 * MIB, 3);
  unmap("8g", 8192 * MIB, 3);
  return 0;
}
