// SPDX-License-Identifier: Apache-2.0
// The experiment of the 2018 series on the kernel that this runs on: what unmapping a range of
// present pages means for mmap_lock, and what a second thread waits meanwhile.
//
//   experiment OPERATION KIB TIMES traced|plain
//
// OPERATION: munmap, overlay (MAP_FIXED), brk (shrink), mremap (shrink). Prints the lines of the
// mmap_lock tracepoints of each time, between "op begins" and "op ends NS"; or, plain, for each of
// four probes by a second thread "probe NAME COUNT MAX_NS WINDOW_NS".
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096ul
#define TRACING "/sys/kernel/tracing"

static const char *operation;
static unsigned long bytes;
static char *range;
static char instance[128];

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000l + t.tv_nsec;
}

static void give_up(const char *what) {
  printf("failed %s: %s\n", what, strerror(errno));
  exit(1);
}

static int is(const char *name) { return !strcmp(operation, name); }

/* A range of 4 KiB pages, each of them present. */
static void prepare(void) {
  range = is("brk") ? sbrk((long)bytes)
                    : mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (range == MAP_FAILED) {
    give_up("no memory for the range");
  }
  madvise((void *)(((unsigned long)range + PAGE - 1) & -PAGE), bytes - PAGE, MADV_NOHUGEPAGE);
  for (unsigned long at = 0; at < bytes; at += PAGE) {
    range[at] = 1;
  }
}

static void operate(void) {
  long result = is("munmap")    ? munmap(range, bytes)
                : is("overlay") ? (long)mmap(range, bytes, PROT_NONE,
                                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0)
                : is("brk")     ? brk(range)
                                : (long)mremap(range, bytes, PAGE, 0);
  if (result == -1) {
    give_up(operation);
  }
}

/* What is left of the range goes too. */
static void clear(void) {
  if (is("overlay")) {
    munmap(range, bytes);
  } else if (is("mremap")) {
    munmap(range, PAGE);
  }
}

static void put(const char *file, const char *text) {
  char path[256];
  snprintf(path, sizeof(path), "%s/%s", instance, file);
  int fd = open(path, O_WRONLY | O_TRUNC);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) {
    give_up(path);
  }
  close(fd);
}

static void remove_instance(void) { rmdir(instance); }

/* A tracefs and an instance of tracing that are this process's own: nothing else is disturbed. */
static void begin_tracing(void) {
  char pid[32];
  if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL)
      || mount("mmkit", TRACING, "tracefs", 0, NULL)) {
    give_up("tracefs, which needs root");
  }
  snprintf(instance, sizeof(instance), TRACING "/instances/mmkit-%d", getpid());
  if (mkdir(instance, 0700)) {
    give_up(instance);
  }
  atexit(remove_instance);
  snprintf(pid, sizeof(pid), "%d", getpid());
  put("set_event_pid", pid);
  put("trace_clock", "x86-tsc");
  put("events/mmap_lock/enable", "1");
}

static void show_trace(void) {
  char path[256], line[1024];
  snprintf(path, sizeof(path), "%s/trace", instance);
  FILE *trace = fopen(path, "r");
  while (trace && fgets(line, sizeof(line), trace)) {
    if (line[0] != '#') {
      fputs(line, stdout);
    }
  }
  if (trace) {
    fclose(trace);
  }
}

/* Ticks of the trace's clock in a millisecond. */
static long ticks(void) {
  long from = now();
  unsigned long first = __builtin_ia32_rdtsc();
  while (now() - from < 50000000) {
  }
  return (long)((__builtin_ia32_rdtsc() - first) * 1000000 / (unsigned long)(now() - from));
}

static void traced(int times) {
  begin_tracing();
  printf("ticks %ld\n", ticks());
  for (int i = 0; i < times; i++) {
    put("tracing_on", "0");
    prepare();
    put("trace", "\n");
    put("tracing_on", "1");
    long from = now();
    operate();
    long to = now();
    put("tracing_on", "0");
    printf("op begins\n");
    show_trace();
    printf("op ends %ld\n", to - from);
    clear();
  }
  put("events/mmap_lock/enable", "0");
}

enum { READER, WRITER, FAULT, KINDS };

static const char *const KIND_NAMES[KINDS] = {"reader", "writer", "fault"};

static struct {
  int kind;
  volatile int stop;
  volatile long begun, ended; /* of the operation */
  long count, longest;
  volatile long done;
} probe;

#define ELSEWHERE (64ul << 20)

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof(set), &set);
}

/* One operation after the other; those that overlap the window count. */
static void *probes(void *unused) {
  unsigned char vector[4];
  /* Between two pages that cannot be touched: else the range and it would be one mapping. */
  char *room = mmap(NULL, ELSEWHERE + 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *other = room + PAGE;
  unsigned long at = PAGE;
  (void)unused;
  pin(1);
  mprotect(other, ELSEWHERE, PROT_READ | PROT_WRITE);
  other[0] = 1; /* the first fault of a mapping takes mmap_lock, later ones do not */
  while (!probe.stop) {
    long from = now();
    if (probe.kind == READER) {
      mincore(other, 4 * PAGE, vector);
    } else if (probe.kind == WRITER) {
      char *page = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      munmap(page, PAGE);
    } else {
      other[at] = 1;
      at += PAGE;
    }
    long to = now();
    if (probe.begun && to > probe.begun && (!probe.ended || from < probe.ended)) {
      probe.count++;
      probe.longest = to - from > probe.longest ? to - from : probe.longest;
    }
    probe.done++;
    if (at >= ELSEWHERE) {
      madvise(other + PAGE, ELSEWHERE - PAGE, MADV_DONTNEED);
      at = PAGE;
    }
  }
  munmap(room, ELSEWHERE + 2 * PAGE);
  return NULL;
}

static void plain(int times) {
  pin(0);
  for (int kind = 0; kind < KINDS; kind++) {
    for (int i = 0; i < times; i++) {
      pthread_t thread;
      memset(&probe, 0, sizeof(probe));
      probe.kind = kind;
      if (pthread_create(&thread, NULL, probes, NULL)) {
        give_up("a second thread");
      }
      while (probe.done < 100) {
        usleep(100);
      }
      prepare(); /* behind all that the C library wants of the heap */
      probe.begun = now();
      operate();
      probe.ended = now();
      usleep(1000);
      probe.stop = 1;
      pthread_join(thread, NULL);
      printf("probe %s %ld %ld %ld\n", KIND_NAMES[kind], probe.count, probe.longest,
             probe.ended - probe.begun);
      clear();
    }
  }
}

int main(int count, char **args) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  signal(SIGTERM, exit);
  signal(SIGINT, exit);
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (count != 5) {
    fprintf(stderr, "experiment OPERATION KIB TIMES traced|plain\n");
    return 2;
  }
  operation = args[1];
  bytes = strtoul(args[2], NULL, 10) * 1024;
  if (!strcmp(args[4], "traced")) {
    traced(atoi(args[3]));
  } else {
    plain(atoi(args[3]));
  }
  return 0;
}
