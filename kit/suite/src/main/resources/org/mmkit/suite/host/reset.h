// SPDX-License-Identifier: Apache-2.0
// Puts the worker back as it was before a program.

enum { OWN_MAX = 32, LIMITS = 3, HUGE_PAGES_FREE = 8 };

#define USER_END 0x7ffffffff000ul

static struct { u64 start, end; } own[OWN_MAX];
static u32 owns;
static const u8 LIMIT[LIMITS] = {2, 8, 9};
static struct { u64 now, most; } limit_before[LIMITS];

static struct counts { i64 size, locked, data; } counted;

static struct counts read_counts(void) {
  struct reader r;
  struct counts now = {-1, -1, -1};
  // Its numbers: all, resident, shared, code, 0, data.
  if (open_reader(&r, "/proc/self/statm") && next_line(&r)) {
    char *at = line;
    now.size = decimal(token(&at));
    for (int left = 4; left; left--) {
      token(&at);
    }
    now.data = decimal(token(&at));
    close_reader(&r);
  }
  if (locks_used) {
    now.locked = pages_of("/proc/self/status", "VmLck");
  }
  return now;
}

// What is mapped now is the worker's own; all that comes later is a program's.
static void remember_own(void) {
  struct reader r;
  struct vma v;
  owns = 0;
  if (open_reader(&r, "/proc/self/maps")) {
    while (next_line(&r) && owns < OWN_MAX) {
      if (parse_vma(&v) && v.end <= USER_END) {
        own[owns].start = v.start;
        own[owns++].end = v.end;
      }
    }
    close_reader(&r);
  }
  for (int i = 0; i < LIMITS; i++) {
    sys4(SYS_prlimit64, 0, LIMIT[i], 0, &limit_before[i]);
  }
  locks_used = 1;
  counted = read_counts();
  locks_used = 0;
}

static void unmap_from_to(u64 from, u64 to) {
  if (from < to) {
    sys(SYS_munmap, from, to - from, 0);
  }
}

// Everything between what is the worker's own, or only the part where arena and heap are.
static void unmap_programs(int all) {
  u64 from = 0;
  for (u32 i = 0; i <= owns; i++) {
    u64 to = i < owns ? own[i].start : USER_END;
    if (all || (from <= ARENA_START && to >= ARENA_END)) {
      unmap_from_to(from, to);
    }
    from = own[i].end;
  }
}

// The break goes back only over what is mapped.
static void reset_break(void) {
  u64 now = (u64)sys(SYS_brk, heap_start, 0, 0);
  if (now > heap_start) {
    u64 from = ceiling(heap_start);
    map_at(from, ceiling(now) - from, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED);
    sys(SYS_brk, heap_start, 0, 0);
  }
}

// Whether the kernel's counts are as they were; a program may have found a way to skew them.
static int is_as_before(void) {
  struct counts now = read_counts();
  int same_locks = !locks_used || now.locked == counted.locked;
  locks_used = 0;
  return now.size == counted.size && same_locks && now.data == counted.data;
}

enum { CPU_WORDS = 128 };

static u64 cpus_before[CPU_WORDS];
static i64 cpu_bytes;

// The worker runs on this CPU alone. What it does there may take pages of F.
static void stay(void) {
  static u64 here[CPU_WORDS];
  u32 cpu = 0;
  shared->file_used = 1;
  cpu_bytes = sys(SYS_sched_getaffinity, 0, sizeof(cpus_before), cpus_before);
  if (cpu_bytes > 0 && sys(SYS_getcpu, &cpu, 0, 0) == 0 && cpu < sizeof(here) * 8) {
    here[cpu / 64] = 1ul << cpu % 64;
    sys(SYS_sched_setaffinity, 0, cpu_bytes, here);
    here[cpu / 64] = 0;
  }
}

static void go_anywhere(void) {
  shared->file_used = 1;
  if (cpu_bytes > 0) {
    sys(SYS_sched_setaffinity, 0, cpu_bytes, cpus_before);
  }
}

// Whether the pool of huge pages is as programs with such pages need it.
static int pool_is_fit(void) {
  i64 free = number_in(HUGE_PAGES "free_hugepages") - number_in(HUGE_PAGES "resv_hugepages");
  if (free != HUGE_PAGES_FREE) {
    unable("it needs a pool of 8 huge pages and this host has ");
    say_number(free);
    say(" (sysctl vm.nr_hugepages=8)\n");
  }
  return free == HUGE_PAGES_FREE;
}

static int reset(void) {
  end_child();
  if (limits_changed) {
    for (int i = 0; i < LIMITS; i++) {
      sys4(SYS_prlimit64, 0, LIMIT[i], &limit_before[i], 0);
    }
    limits_changed = 0;
  }
  grows = limited = 0;
  if (cap_dropped) {
    set_capability(1);
    cap_dropped = 0;
  }
  if (locked_all) {
    sys(SYS_munlockall, 0, 0, 0);
    locked_all = 0;
  }
  if (heap_moved) {
    reset_break();
    heap_moved = 0;
  }
  unmap_programs(shared->dirty);
  shared->dirty = 0;
  close_files();
  if (userfault >= 0) {
    sys(SYS_close, userfault, 0, 0);
    userfault = -1;
  }
  return is_as_before();
}
