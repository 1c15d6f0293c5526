// SPDX-License-Identifier: Apache-2.0
// Plays programs of system calls on the kernel it runs on, and tells what they returned.
//
// Three processes: a supervisor, which does nothing but watch; a worker, which reads programs and
// plays those itself whose traces it can remove after each; and for each other program a process
// forked for it alone. Whatever a program does to its process, an
// answer is given: what was returned so far, and how the process ended. When standard input ends,
// because whoever asked is done or dead, all of them are killed.
//
//   player FOLDER MILLISECONDS [bare]
//
// FOLDER is where files that programs map are made; a program that runs longer than MILLISECONDS
// is killed; `bare` gives all privileges up. Standard input: frames of two 32-bit numbers, the length of a program and 1 if it
// needs a process of its own, plus 2 if it needs the pool of huge pages as it was, plus 4 if it
// must run on one CPU, and its text.
// Standard output: frames of a 32-bit length and a text, a line for each call; a last line that
// begins with ENDED if the process ended before the program.

#include "sys.h"
#include "text.h"
#include "proc.h"
#include "files.h"
#include "access.h"
#include "privilege.h"
#include "calls.h"
#include "run.h"
#include "reset.h"

enum { NEEDS_PROCESS = 1, USES_POOL = 2, STAYS = 4, DONE_MAX = 1 << 14 };
enum { STALE = 77, ADDR_NO_RANDOMIZE = 0x40000, CLONE_NEWIPC = 0x08000000 };

static u64 patience_ms;

static int timed;

// A program that runs longer is killed. Between programs the time is not stopped but begins anew.
static void time_out(void) {
  u64 timer[4] = {0, 0, patience_ms / 1000, patience_ms % 1000 * 1000};
  sys(SYS_setitimer, 0, timer, 0);
  timed = 1;
}

static void stop_time(void) {
  if (timed) {
    u64 timer[4] = {0};
    sys(SYS_setitimer, 0, timer, 0);
    timed = 0;
  }
}

static void play(char *program, u32 bytes) {
  struct lines lines = {program, program + bytes};
  landed_page = 0;
  userfault = -1;
  executing = 0;
  forget_files();
  time_out();
  run_lines(&lines, '\n');
}

// Removes what outlives processes.
static void clean_up(void) {
  while (shared->segments) {
    sys(SYS_shmctl, shared->segment[--shared->segments], 0, 0);
  }
  if (shared->probed) {
    name_file(folder, "/mmkit-u.", shared->probed);
    sys(SYS_unlink, path, 0, 0);
    shared->probed = 0;
  }
}

static void write_done(void) {
  if (shared->done_length) {
    write_fully(1, shared->done, shared->done_length);
    shared->done_length = 0;
  }
}

// Answers are written when nothing more is to be played, or when they are many.
static void send(void) {
  u32 bytes = sizeof(shared->length) + shared->length;
  if (shared->done_length + bytes > sizeof(shared->done)) {
    write_done();
  }
  copy(shared->done + shared->done_length, &shared->length, bytes);
  shared->done_length += bytes;
  shared->busy = 0;
  if (shared->done_length > DONE_MAX) {
    write_done();
  }
}

// Waits until so many bytes of programs are there.
static char *next_bytes(u32 count) {
  while (shared->in_end - shared->in_at < count) {
    write_done();
    stop_time();
    u32 rest = shared->in_end - shared->in_at;
    if (shared->in_at) {
      copy(shared->in, shared->in + shared->in_at, rest);
      shared->in_at = 0;
      shared->in_end = rest;
    }
    i64 got = sys(SYS_read, 0, shared->in + rest, sizeof(shared->in) - rest);
    if (got == 0) {
      leave(0);
    }
    shared->in_end += got > 0 ? (u32)got : 0;
  }
  shared->in_at += count;
  return shared->in + shared->in_at - count;
}

// The call that the process ended in has no result.
static void say_end(int status) {
  while (shared->length && shared->out[shared->length - 1] != '\n') {
    shared->length--;
  }
  say_char(ENDED);
  if (status & 0x7f) {
    say_signal(status & 0x7f);
  } else {
    say("exit ");
    say_number(status >> 8);
  }
  say_char('\n');
}

static void play_apart(char *program, u32 bytes) {
  stop_time();
  i64 pid = fork_bound();
  if (pid == 0) {
    play(program, bytes);
    end_child();
    leave(0);
  }
  int status = await(pid);
  if (status) {
    say_end(status);
  }
}

static void work(void) {
  int fit = 1;
  while (fit) {
    u32 header[2];
    copy(header, next_bytes(sizeof(header)), sizeof(header));
    if (header[0] > OUT_SIZE) {
      leave(1);
    }
    char *program = next_bytes(header[0]);
    shared->length = 0;
    shared->busy = 1;
    shared->played++;
    if (header[1] & STAYS) {
      stay();
    }
    if (header[1] & USES_POOL && !pool_is_fit()) {
      // It says so.
    } else if (header[1] & NEEDS_PROCESS || heap_start != HEAP_PLACE) {
      play_apart(program, header[0]);
      shared->dirty = 0;
    } else {
      play(program, header[0]);
      fit = reset();
    }
    clean_up();
    if (header[1] & STAYS) {
      go_anywhere();
    }
    send();
  }
  write_done();
  leave(STALE);
}

static void kill_all(void) {
  sys(SYS_kill, 0, SIGKILL, 0);
  leave(1);
}

// Returns when a child has ended; never, when nobody asks any more or a program cannot be killed.
static void watch(i64 signals) {
  u32 seen = shared->played;
  int same_for = 0;
  for (;;) {
    struct { int fd; u16 events; u16 seen; } polled[2] = {{0, 0, 0}, {(int)signals, 1, 0}};
    i64 ready = sys(SYS_poll, polled, 2, patience_ms);
    if (polled[0].seen) {
      kill_all();
    }
    if (polled[1].seen) {
      u8 info[128];
      sys(SYS_read, signals, info, sizeof(info));
      return;
    }
    same_for = ready == 0 && shared->busy && shared->played == seen ? same_for + 1 : 0;
    seen = shared->played;
    if (same_for > 3) {
      kill_all();
    }
  }
}

__attribute__((used)) void supervise(void) {
  u64 start, end;
  if (find_special("[stack]", &start, &end)) {
    sys(SYS_munmap, start, end - start, 0);
  }
  u64 mask = 1ul << (SIGCHLD - 1);
  u64 none = 0;
  sys4(SYS_sigprocmask, 0, &mask, 0, 8);
  i64 signals = sys4(SYS_signalfd4, -1, &mask, 8, O_CLOEXEC);
  for (;;) {
    i64 worker = fork_bound();
    if (worker == 0) {
      sys4(SYS_sigprocmask, 2, &none, 0, 8);
      catch_faults();
      remember_own();
      keep_file();
      work();
    }
    int status = 0;
    while (sys4(SYS_wait4, worker, &status, WNOHANG, 0) == 0) {
      watch(signals);
    }
    if (shared->busy) {
      clean_up();
      say_end(status);
      send();
    } else if (status == 0) {
      leave(0);
    }
  }
}

// The player leaves the stack that the kernel made, since programs may unmap it.
static u8 own_stack[65536] __attribute__((aligned(16)));
static char folder_name[3800];

static void copy_folder(const char *name) {
  u64 n = 0;
  for (; name[n] && n < sizeof(folder_name) - 1; n++) {
    folder_name[n] = name[n];
  }
  folder = folder_name;
}

// The heap begins at the same address on all machines, if the kernel allows it.
static void place_heap(u64 stack) {
  program_end = (u64)sys(SYS_brk, 0, 0, 0);
  struct { u64 start_code, end_code, start_data, end_data, start_brk, brk, start_stack, arg_start,
               arg_end, env_start, env_end, vector; u32 vector_size; int file; } memory = {
      PAGE * 16, PAGE * 17, HEAP_PLACE - 32, HEAP_PLACE, HEAP_PLACE, HEAP_PLACE,
      stack, PAGE * 16, PAGE * 16, PAGE * 16, PAGE * 16, 0, 0, -1};
  sys5(SYS_prctl, PR_SET_MM, PR_SET_MM_MAP, &memory, sizeof(memory), 0);
  heap_start = (u64)sys(SYS_brk, 0, 0, 0);
}

static void begin(int count, char **args, char **environment) {
  i64 now = sys(SYS_personality, 0xffffffff, 0, 0);
  if (!(now & ADDR_NO_RANDOMIZE)) {
    sys(SYS_personality, now | ADDR_NO_RANDOMIZE, 0, 0);
    sys(SYS_execve, "/proc/self/exe", args, environment);
  }
  const char *ms = count > 2 ? args[2] : "5000";
  if (count > 3) {
    give_up_privileges();
  }
  copy_folder(count > 1 ? args[1] : "/tmp");
  patience_ms = (u64)decimal(ms);
  sys(SYS_setpgid, 0, 0, 0);
  sys(SYS_unshare, CLONE_NEWIPC, 0, 0);
  // Without keys to give, execute-only memory is what it is on machines that have none.
  while (sys(SYS_pkey_alloc, 0, 0, 0) >= 0) {
  }
  place_heap((u64)args);
  map_at((u64)shared, sizeof(*shared), PROT_READ | PROT_WRITE,
         MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED);
  prepare_letters();
  child = child_ends = pipe_end = userfault = kept_file = -1;
  keep_nothing();
  __asm__ volatile("movq %0, %%rsp\n call supervise" : : "r"(own_stack + sizeof(own_stack)) : "memory");
}

__attribute__((used)) void begin_with(u64 *stack) {
  int count = (int)stack[0];
  begin(count, (char **)(stack + 1), (char **)(stack + 2 + count));
  leave(0);
}

__asm__(
    ".globl _start\n"
    "_start: xorl %ebp, %ebp\n movq %rsp, %rdi\n andq $-16, %rsp\n call begin_with\n");
