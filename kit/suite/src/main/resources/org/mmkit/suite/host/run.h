// SPDX-License-Identifier: Apache-2.0
// Runs the lines of a program, one call each; and the calls that make processes.

struct lines {
  char *at;
  char *end;
};

static void run_lines(struct lines *lines, char separator);

static i64 child;
static i64 child_ends;  // closing it tells the child to exit

// The next n lines, which are the calls of a child; the caller goes on behind them.
static struct lines cut_lines(struct lines *lines, u64 n) {
  struct lines part = {lines->at, lines->at};
  while (n-- && part.end < lines->end) {
    while (*part.end != '\n') part.end++;
    part.end++;
  }
  lines->at = part.end;
  return part;
}

// A child has its parent's files: those that it uses are opened before it is made.
static void open_for_child(char *args) {
  for (const char *name = WORD(); *name; name = WORD()) {
    named_descriptor(name);
  }
}

static i64 fork_bound(void) {
  i64 parent = own_pid();
  i64 pid = sys(SYS_fork, 0, 0, 0);
  if (pid == 0) {
    keep_nothing();
    sys(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0);
    if (sys(SYS_getppid, 0, 0, 0) != parent) {
      leave(0);
    }
  }
  return pid;
}

static int await(i64 pid) {
  int status = 0;
  while (sys4(SYS_wait4, pid, &status, 0, 0) == -EINTR) {
  }
  return status;
}

static void say_death(int status) {
  if (status & 0x7f) {
    say("killed by ");
    say_signal(status & 0x7f);
  }
}

static void call_fork(struct lines *lines, char *args) {
  struct lines ops = cut_lines(lines, NUMBER());
  open_for_child(args);
  i64 pid = fork_bound();
  if (pid == 0) {
    run_lines(&ops, ',');
    leave(0);
  }
  if (pid < 0) {
    say_result(pid);
  } else {
    say_death(await(pid));
  }
}

__asm__(
    "share_memory: subq $8, %rsi\n movq %rdi, (%rsi)\n movl $0x4111, %edi\n xorl %edx, %edx\n"
    " xorl %r10d, %r10d\n xorl %r8d, %r8d\n movl $56, %eax\n syscall\n testq %rax, %rax\n"
    " jz 1f\n ret\n1: popq %rax\n call *%rax\n");

// clone(CLONE_VM | CLONE_VFORK): the child has a stack of its own, and its parent waits.
i64 share_memory(void (*run)(void), void *stack);

static u8 second_stack[16384] __attribute__((aligned(16)));
static struct lines shared_ops;

static void run_shared(void) {
  run_lines(&shared_ops, ',');
  sys(SYS_exit, 0, 0, 0);
}

static void call_vfork(struct lines *lines, char *args) {
  u64 landed_before = landed_page;
  shared_ops = cut_lines(lines, NUMBER());
  open_for_child(args);
  // The child has descriptors and a number of its own.
  struct kept before = kept;
  keep_nothing();
  i64 pid = share_memory(run_shared, second_stack + sizeof(second_stack));
  kept = before;
  landed_page = landed_before;
  if (pid < 0) {
    say_result(pid);
  } else {
    say_death(await(pid));
  }
}

static void call_child(struct lines *lines, char *args) {
  struct lines ops = cut_lines(lines, NUMBER());
  int done[2], stop[2];
  u8 byte;
  if (child >= 0) {
    say("EBUSY");
    return;
  }
  open_for_child(args);
  sys(SYS_pipe2, done, O_CLOEXEC, 0);
  sys(SYS_pipe2, stop, O_CLOEXEC, 0);
  child = fork_bound();
  if (child == 0) {
    sys(SYS_close, done[0], 0, 0);
    sys(SYS_close, stop[1], 0, 0);
    run_lines(&ops, ',');
    sys(SYS_close, done[1], 0, 0);
    sys(SYS_read, stop[0], &byte, 1);
    leave(0);
  }
  sys(SYS_close, done[1], 0, 0);
  sys(SYS_close, stop[0], 0, 0);
  sys(SYS_read, done[0], &byte, 1);
  sys(SYS_close, done[0], 0, 0);
  child_ends = stop[1];
  if (child < 0) {
    say_result(child);
  }
}

static int end_child(void) {
  if (child < 0) {
    return 0;
  }
  sys(SYS_close, child_ends, 0, 0);
  await(child);
  child = -1;
  return 1;
}

static void call_child_exit(char *args) { say(end_child() ? "OK" : "ESRCH"); }

static void call_child_read(char *args) {
  struct { void *at; u64 bytes; } local = {big, 1}, remote = {(void *)NUMBER(), 1};
  if (child < 0) {
    say("ESRCH");
    return;
  }
  i64 done = sys6(SYS_process_vm_readv, (u64)child, (u64)&local, 1, (u64)&remote, 1, 0);
  if (done == 1) {
    say_byte(big[0]);
  } else {
    say_count(done);
  }
}

static void call_release(char *args) {
  if (child < 0) {
    say("ESRCH");
    return;
  }
  i64 pidfd = sys(SYS_pidfd_open, child, 0, 0);
  say_result(sys(SYS_process_mrelease, pidfd, 0, 0));
  sys(SYS_close, pidfd, 0, 0);
}

static void call_child_maps(char *args) {
  if (child < 0) {
    say("[]");
    return;
  }
  name_file("/proc/", "", (u64)child);
  u64 n = length(path);
  for (const char *at = "/maps"; *at; at++) path[n++] = *at;
  path[n] = 0;
  say_maps_of(path);
}

static const struct {
  const char *name;
  void (*run)(char *args);
} CALLS[] = {
    {"mmap", call_mmap}, {"sys", call_plain}, {"ld", call_load}, {"st", call_store},
    {"maps", call_maps}, {"nvma", call_nvma}, {"mremap", call_mremap}, {"pat", call_pattern},
    {"fill", call_fill}, {"vmlck", call_vmlck}, {"lockall", call_lockall}, {"pvm", call_process_vm},
    {"mincore", call_mincore}, {"file", call_file}, {"brk", call_brk}, {"hfree", call_hfree},
    {"smaps", call_smaps}, {"hasflag", call_hasflag}, {"uffd", call_uffd},
    {"uffdopen", call_uffd_open}, {"padvise", call_padvise}, {"exec", call_execute},
    {"pipe", call_pipe}, {"mem", call_memory_file}, {"deleted", call_deleted},
    {"brkinit", call_brk_init}, {"brkto", call_brk_to}, {"brknow", call_brk_now},
    {"close", call_close}, {"shm", call_shm}, {"shmat", call_shmat}, {"shmn", call_shmn},
    {"shmrm", call_shmrm}, {"uprobe", call_uprobe}, {"fillmaps", call_fillmaps},
    {"fillcount", call_fillcount}, {"rlim", call_limit}, {"dropcap", call_dropcap},
    {"special", call_special}, {"childexit", call_child_exit},
    {"childread", call_child_read}, {"childmaps", call_child_maps}, {"nothing", call_nothing},
    {"mrelease", call_release}};

static void run_call(struct lines *lines, char *text) {
  char *args = text;
  char *name = token(&args);
  for (u64 i = 0; i < sizeof(CALLS) / sizeof(CALLS[0]); i++) {
    if (same(name, CALLS[i].name)) {
      CALLS[i].run(args);
      return;
    }
  }
  if (same(name, "fork")) {
    call_fork(lines, args);
  } else if (same(name, "vfork")) {
    call_vfork(lines, args);
  } else if (same(name, "child")) {
    call_child(lines, args);
  } else {
    unable("the player does not know the call");
  }
}

static void run_lines(struct lines *lines, char separator) {
  int first = 1;
  while (lines->at < lines->end) {
    char *text = lines->at;
    while (*lines->at != '\n') lines->at++;
    *lines->at++ = 0;
    if (!first && separator == ',') {
      say_char(',');
    }
    first = 0;
    run_call(lines, text);
    if (separator == '\n') {
      say_char('\n');
    }
  }
}
