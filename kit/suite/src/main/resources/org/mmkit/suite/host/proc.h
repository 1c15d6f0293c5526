// SPDX-License-Identifier: Apache-2.0
// What /proc and /sys say of the process and of the machine, line by line.

struct reader {
  i64 fd;
  u64 offset;
  u32 at;
  u32 end;
};

// Files that say something of this process stay open for as long as it lives: to open one takes
// longer than to read it.
struct kept {
  i64 maps;
  i64 status;
  i64 statm;
  i64 pid;
};

static struct kept kept;

// A new process has none yet.
static void keep_nothing(void) {
  kept.maps = kept.status = kept.statm = -1;
  kept.pid = 0;
}

static i64 own_pid(void) {
  if (!kept.pid) {
    kept.pid = sys(SYS_getpid, 0, 0, 0);
  }
  return kept.pid;
}

static int open_reader(struct reader *r, const char *path) {
  i64 *keep = same(path, "/proc/self/maps")     ? &kept.maps
              : same(path, "/proc/self/status") ? &kept.status
              : same(path, "/proc/self/statm")  ? &kept.statm
                                                : 0;
  r->fd = keep && *keep >= 0 ? *keep : sys(SYS_open, path, O_RDONLY | O_CLOEXEC, 0);
  if (keep) {
    *keep = r->fd;
  }
  r->offset = 0;
  r->at = r->end = 0;
  return r->fd >= 0;
}

// The next line, without its end, in `line`; false at the end.
static int next_line(struct reader *r) {
  u32 n = 0;
  for (;;) {
    if (r->at == r->end) {
      i64 got = sys4(SYS_pread, r->fd, reading, sizeof(reading), r->offset);
      if (got <= 0) {
        line[n] = 0;
        return n > 0;
      }
      r->offset += (u64)got;
      r->at = 0;
      r->end = (u32)got;
    }
    u32 at = r->at;
    while (at < r->end && n < sizeof(line) - 1 && reading[at] != '\n') {
      line[n++] = reading[at++];
    }
    while (at < r->end && reading[at] != '\n') {
      at++;
    }
    r->at = at;
    if (at < r->end) {
      r->at++;
      line[n] = 0;
      return 1;
    }
  }
}

static void close_reader(struct reader *r) {
  if (r->fd != kept.maps && r->fd != kept.status && r->fd != kept.statm) {
    sys(SYS_close, r->fd, 0, 0);
  }
}

struct vma {
  u64 start;
  u64 end;
  char perms[5];
  u64 offset;
  const char *name;
};

// Reads a line of maps or a header of smaps; false for any other line.
static int parse_vma(struct vma *v) {
  const char *at = line;
  v->start = hex(&at);
  if (at == line || *at != '-') {
    return 0;
  }
  at++;
  v->end = hex(&at);
  if (*at != ' ') {
    return 0;
  }
  at++;
  for (int i = 0; i < 4; i++) {
    v->perms[i] = *at++;
  }
  v->perms[4] = 0;
  at++;
  v->offset = hex(&at);
  // Device and inode.
  for (int fields = 0; fields < 2; fields++) {
    while (*at == ' ') at++;
    while (*at && *at != ' ') at++;
  }
  while (*at == ' ') at++;
  v->name = at;
  return 1;
}

static int in_arena(struct vma *v) { return v->start >= ARENA_START && v->start < ARENA_END; }

static int is_own_file(const char *name) {
  return begins(name, "/memfd:") || contains(name, "/mmkit-F.") || contains(name, "/mmkit-u.");
}

static void say_maps_of(const char *path) {
  struct reader r;
  struct vma v;
  int first = 1;
  if (!open_reader(&r, path)) {
    unable("no /proc");
    return;
  }
  say_char('[');
  while (next_line(&r)) {
    if (!parse_vma(&v) || v.start < ARENA_START) {
      continue;
    }
    if (v.start >= ARENA_END) {
      break;
    }
    say(first ? "" : "; ");
    first = 0;
    say_number((i64)(v.start - ARENA_BASE) >> 12);
    say_char('-');
    say_number((i64)(v.end - ARENA_BASE) >> 12);
    say_char(' ');
    say(v.perms);
    if (is_own_file(v.name)) {
      say(" @");
      say_number((i64)(v.offset >> 12));
    }
  }
  say_char(']');
  close_reader(&r);
}

// Lines of maps: of the arena, or all but the vsyscall page's.
static i64 count_maps(int arena) {
  struct reader r;
  struct vma v;
  i64 n = 0;
  if (!open_reader(&r, "/proc/self/maps")) {
    return -1;
  }
  while (next_line(&r)) {
    n += parse_vma(&v) && (arena ? in_arena(&v) : !same(v.name, "[vsyscall]"));
  }
  close_reader(&r);
  return n;
}

static int find_special(const char *name, u64 *start, u64 *end) {
  struct reader r;
  struct vma v;
  int found = 0;
  if (!open_reader(&r, "/proc/self/maps")) {
    return 0;
  }
  while (!found && next_line(&r)) {
    if (parse_vma(&v) && same(v.name, name)) {
      *start = v.start;
      *end = v.end;
      found = 1;
    }
  }
  close_reader(&r);
  return found;
}

static void say_deleted(u64 address) {
  struct reader r;
  struct vma v;
  int deleted = 0;
  if (open_reader(&r, "/proc/self/maps")) {
    while (next_line(&r)) {
      if (parse_vma(&v) && v.start <= address && address < v.end) {
        deleted = contains(v.name, " (deleted)");
      }
    }
    close_reader(&r);
  }
  say(deleted ? "yes" : "no");
}

// The pages that the program has mapped.
static i64 own_pages(void) {
  struct reader r;
  struct vma v;
  i64 pages = 0;
  if (open_reader(&r, "/proc/self/maps")) {
    while (next_line(&r)) {
      if (parse_vma(&v) && (in_arena(&v) || v.start == heap_start)) {
        pages += (i64)((v.end - v.start) / PAGE);
      }
    }
    close_reader(&r);
  }
  return pages;
}

static int is_executable(u64 address) {
  struct reader r;
  struct vma v;
  int found = 0;
  if (open_reader(&r, "/proc/self/maps")) {
    while (!found && next_line(&r)) {
      found = parse_vma(&v) && v.start <= address && address < v.end && v.perms[2] == 'x';
    }
    close_reader(&r);
  }
  return found;
}

static i64 decimal(const char *at) {
  i64 value = 0;
  while (*at == ' ' || *at == '\t') at++;
  while (*at >= '0' && *at <= '9') value = value * 10 + (*at++ - '0');
  return value;
}

// The text behind the name of a field, or null.
static const char *field(const char *name) {
  u64 n = length(name);
  return begins(line, name) && line[n] == ':' ? line + n + 1 : 0;
}

static void say_smaps(u64 address, const char *name) {
  struct reader r;
  struct vma v;
  int here = 0;
  const char *value = 0;
  if (!open_reader(&r, "/proc/self/smaps")) {
    unable("no /proc/self/smaps");
    return;
  }
  while (!value && next_line(&r)) {
    if (parse_vma(&v)) {
      if (here) break;
      here = v.start <= address && address < v.end;
    } else if (here) {
      value = field(name);
    }
  }
  close_reader(&r);
  if (!here) {
    say("none");
  } else if (!value) {
    unable("this kernel's smaps has no such field");
  } else {
    i64 quarters = decimal(value);
    say_number(quarters / 4);
    say(quarters % 4 == 0 ? "" : quarters % 4 == 1 ? ".25" : quarters % 4 == 2 ? ".5" : ".75");
  }
}

static void say_has_flag(u64 address, const char *code) {
  struct reader r;
  struct vma v;
  int here = 0;
  int set_there = 0;
  if (!open_reader(&r, "/proc/self/smaps")) {
    unable("no /proc/self/smaps");
    return;
  }
  while (next_line(&r)) {
    if (parse_vma(&v)) {
      here = v.start <= address && address < v.end;
    } else if (here && field("VmFlags")) {
      for (const char *at = field("VmFlags"); *at; at++) {
        set_there |= *at == ' ' && at[1] == code[0] && at[2] == code[1];
      }
      break;
    }
  }
  close_reader(&r);
  say(set_there ? "yes" : "no");
}

// mlockall locks the player itself along with the program, whose limits do not know of that.
static void unlock_own(void) {
  struct reader r;
  struct vma v;
  if (!open_reader(&r, "/proc/self/maps")) {
    return;
  }
  while (next_line(&r)) {
    int own = parse_vma(&v) && v.start >= PLAYER_START && v.end <= program_end;
    if (own || v.start == (u64)shared) {
      sys(SYS_munlock, v.start, v.end - v.start, 0);
    }
  }
  close_reader(&r);
}

// A field of a file of /proc in pages, or -1.
static i64 pages_of(const char *path, const char *name) {
  struct reader r;
  i64 pages = -1;
  if (!open_reader(&r, path)) {
    return -1;
  }
  while (pages < 0 && next_line(&r)) {
    const char *value = field(name);
    if (value) {
      pages = decimal(value) / 4;
    }
  }
  close_reader(&r);
  return pages;
}

#define HUGE_PAGES "/sys/kernel/mm/hugepages/hugepages-2048kB/"

static i64 number_in(const char *path) {
  struct reader r;
  i64 value = -1;
  if (open_reader(&r, path)) {
    if (next_line(&r)) {
      value = decimal(line);
    }
    close_reader(&r);
  }
  return value;
}
