// SPDX-License-Identifier: Apache-2.0
// The files that a program may map. Each is made at its first use, fresh for each program.

enum { FD_F, FD_RO, FD_WO, FD_M, FD_DIR, FD_PIPE, FD_ZERO, FD_U, FDS, CLOSED = -2, UNOPENED = -3 };

static const char *const FD_NAMES[FDS] = {"f", "ro", "wo", "m", "dir", "pipe", "zero", "u"};
static i64 fds[FDS];
static i64 pipe_end;
static i64 kept_file;  // F, which the worker keeps for the next programs, or -1
static i64 kept_since;
static const char *folder;
static char path[4096];

static void forget_files(void) {
  for (int i = 0; i < FDS; i++) {
    fds[i] = UNOPENED;
  }
}

static void close_files(void) {
  for (int i = 0; i < FDS; i++) {
    if (fds[i] >= 0 && fds[i] != kept_file) {
      sys(SYS_close, fds[i], 0, 0);
    }
  }
  if (pipe_end >= 0) {
    sys(SYS_close, pipe_end, 0, 0);
    pipe_end = -1;
  }
  forget_files();
}

static void append_number(u64 *n, u64 value) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = (char)('0' + value % 10);
    value /= 10;
  } while (value);
  while (count) path[(*n)++] = digits[--count];
  path[*n] = 0;
}

// The name of a file of a process, in `path`.
static void name_file(const char *in, const char *prefix, u64 pid) {
  u64 n = 0;
  for (const char *at = in; *at && n < 4000; at++) path[n++] = *at;
  for (const char *at = prefix; *at; at++) path[n++] = *at;
  append_number(&n, pid);
}

// Page i is full of the letter 'A' + i. Written once, for all programs.
static void prepare_letters(void) {
  for (u64 b = 0; b < sizeof(letters); b++) {
    letters[b] = (u8)('A' + b / PAGE);
  }
}

// In a file of code, each page begins with an instruction. Page by page: what is written at once
// would share a large folio, and mincore, smaps and truncation would tell.
static void write_letters(i64 fd, int code) {
  static const u8 push_ret[2] = {0x50, 0xc3};
  for (u64 i = 0; i < FILE_PAGES; i++) {
    sys4(SYS_pwrite, fd, letters + i * PAGE, PAGE, i * PAGE);
    if (code) {
      sys4(SYS_pwrite, fd, push_ret, sizeof(push_ret), i * PAGE + 1);
    }
  }
}

static i64 open_lettered(const char *prefix, int code) {
  name_file(folder, prefix, (u64)own_pid());
  sys(SYS_unlink, path, 0, 0);
  i64 fd = sys(SYS_open, path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
  if (fd >= 0) {
    if (code) {
      shared->probed = (u32)own_pid();
    } else {
      sys(SYS_unlink, path, 0, 0);
    }
    write_letters(fd, code);
  }
  return fd;
}

static i64 descriptor(int which);

static i64 reopen(i64 fd, int flags) {
  if (fd < 0) {
    return CLOSED;
  }
  name_file("/proc/self/fd/", "", (u64)fd);
  return sys(SYS_open, path, flags | O_CLOEXEC, 0);
}

static i64 seconds(void) {
  i64 now[2] = {0};
  sys(SYS_clock_gettime, 1, now, 0);
  return now[0];
}

// Made anew, F would be the same but for what it takes to make a file. What says how it was read
// goes with the descriptor. A program that does no more than to read what is there leaves it as it
// was; but the kernel writes it out some time, and may then take its pages.
static i64 fresh_file(void) {
  if (kept_file < 0) {
    return open_lettered("/mmkit-F.", 0);
  }
  if (shared->file_used || seconds() > kept_since + 1) {
    i64 fd = reopen(kept_file, O_RDWR);
    sys(SYS_close, kept_file, 0, 0);
    kept_file = fd;
    sys(SYS_ftruncate, fd, FILE_PAGES * PAGE, 0);
    sys4(SYS_fallocate, fd, 3, 0, FILE_PAGES * PAGE);
    write_letters(fd, 0);
    kept_since = seconds();
    shared->file_used = 0;
  }
  return kept_file;
}

static void keep_file(void) {
  kept_file = open_lettered("/mmkit-F.", 0);
  kept_since = seconds();
  shared->file_used = 0;
}

static i64 open_fresh(int which) {
  int ends[2];
  switch (which) {
    case FD_F: return fresh_file();
    case FD_U: return open_lettered("/mmkit-u.", 1);
    case FD_RO: return reopen(descriptor(FD_F), O_RDONLY);
    case FD_WO: return reopen(descriptor(FD_F), O_WRONLY);
    case FD_DIR: return sys(SYS_open, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    case FD_ZERO: return sys(SYS_open, "/dev/zero", O_RDWR | O_CLOEXEC, 0);
    case FD_PIPE:
      if (sys(SYS_pipe2, ends, O_CLOEXEC, 0) < 0) return CLOSED;
      pipe_end = ends[1];
      return ends[0];
    default: {
      i64 fd = sys(SYS_memfd_create, "m", 1, 0);
      sys(SYS_ftruncate, fd, FILE_PAGES * PAGE, 0);
      return fd;
    }
  }
}

static i64 descriptor(int which) {
  if (fds[which] == UNOPENED) {
    fds[which] = open_fresh(which);
  }
  return fds[which] < 0 ? -1 : fds[which];
}

static int which_file(const char *name) {
  for (int i = 0; i < FDS; i++) {
    if (same(name, FD_NAMES[i])) {
      return i;
    }
  }
  return -1;
}

// The descriptor that a word names: "-" and "none" no file, "bad" one that is not open.
static i64 named_descriptor(const char *name) {
  int which = which_file(name);
  return which >= 0 ? descriptor(which) : same(name, "bad") ? 9999 : -1;
}

static void close_named(const char *name) {
  int which = which_file(name);
  if (which < 0) {
    return;
  }
  if (which == FD_F) {
    // They are opened through it.
    descriptor(FD_RO);
    descriptor(FD_WO);
  }
  i64 fd = descriptor(which);
  if (fd >= 0 && fd != kept_file) {
    sys(SYS_close, fd, 0, 0);
  }
  fds[which] = CLOSED;
}
