// SPDX-License-Identifier: Apache-2.0
// What a program's calls returned, as text in memory that all processes of the player share; and
// the tokens that a program consists of.

#define OUT_SIZE (1u << 18)
#define IN_SIZE (OUT_SIZE + (1u << 16))

// How lines begin that are no results: the process ended; this host cannot play the call.
enum { ENDED = 1, UNABLE = 2 };

struct shared {
  u32 busy;         // whether a program is being played
  u32 played;       // programs so far
  u32 dirty;        // whether something may lie outside of the arena
  u32 segments;     // SysV segments to remove
  int segment[64];
  u32 file_used;    // whether file F may be other than it was made
  u32 probed;       // pid of the process whose code file has a name, or 0
  u32 in_at;        // programs that were read and not played yet: from here
  u32 in_end;       // up to here
  u32 done_length;  // answers to programs before this one that were not written yet
  u32 length;       // of the answer to this one
  char out[OUT_SIZE];
  char in[IN_SIZE];
  char done[OUT_SIZE];
  // Buffers are here too, since a process that is forked would have to copy them.
  char reading[16384];
  char line[8192];
  u8 letters[FILE_PAGES * PAGE];
  u8 big[1 << 20];
};

#define reading (shared->reading)
#define line (shared->line)
#define letters (shared->letters)
#define big (shared->big)

static struct shared *const shared = (struct shared *)0x2000000000ul;
static u64 program_end;  // behind the player's own data, where the kernel puts the heap
static u64 heap_start;
static u64 landed_page;  // L

static void say_char(char c) {
  if (shared->length < OUT_SIZE - 64) {
    shared->out[shared->length++] = c;
  }
}

static void say(const char *text) {
  while (*text) {
    say_char(*text++);
  }
}

static void say_unsigned(u64 value) {
  char digits[24];
  int n = 0;
  do {
    digits[n++] = (char)('0' + value % 10);
    value /= 10;
  } while (value);
  while (n) {
    say_char(digits[--n]);
  }
}

static void say_number(i64 value) {
  if (value < 0) {
    say_char('-');
  }
  say_unsigned(value < 0 ? (u64)-value : (u64)value);
}

static void say_hex(u64 value, int digits) {
  int more = 60;
  while (more > 0 && !(value >> more) && more / 4 >= digits) {
    more -= 4;
  }
  for (; more >= 0; more -= 4) {
    say_char("0123456789abcdef"[(value >> more) & 15]);
  }
}

static const char *const ERRNO[] = {
    "OK", "EPERM", "ENOENT", "ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "ENOEXEC", "EBADF",
    "ECHILD", "EAGAIN", "ENOMEM", "EACCES", "EFAULT", "ENOTBLK", "EBUSY", "EEXIST", "EXDEV",
    "ENODEV", "ENOTDIR", "EISDIR", "EINVAL", "ENFILE", "EMFILE", "ENOTTY", "ETXTBSY", "EFBIG",
    "ENOSPC", "ESPIPE", "EROFS", "EMLINK", "EPIPE", "EDOM", "ERANGE", "EDEADLK",
    "ENAMETOOLONG", "ENOLCK", "ENOSYS"};

// OK, or the name of the errno.
static void say_result(i64 value) {
  u64 number = value < 0 ? (u64)-value : 0;
  if (number < sizeof(ERRNO) / sizeof(ERRNO[0])) {
    say(ERRNO[number]);
  } else if (number == 43) {
    say("EIDRM");
  } else if (number == 75) {
    say("EOVERFLOW");
  } else if (number == 95) {
    say("EOPNOTSUPP");
  } else if (number == 133) {
    say("EHWPOISON");
  } else {
    say_char('E');
    say_number((i64)number);
  }
}

// A number, or the name of the errno.
static void say_count(i64 value) {
  if (value < 0) {
    say_result(value);
  } else {
    say_number(value);
  }
}

// A byte as the case language writes it.
static void say_byte(int value) {
  if (value == 0) {
    say_char('0');
  } else if (value > ' ' && value < 0x7f) {
    say_char('\'');
    say_char((char)value);
    say_char('\'');
  } else {
    say("0x");
    say_hex((u64)value, 2);
  }
}

// This host cannot play the call.
static void unable(const char *reason) {
  say_char(UNABLE);
  say(reason);
}

// Cuts the next token off: up to a blank or the end of the line.
static char *token(char **text) {
  char *at = *text;
  while (*at == ' ') {
    at++;
  }
  char *begin = at;
  while (*at && *at != ' ') {
    at++;
  }
  if (*at) {
    *at++ = 0;
  }
  *text = at;
  return begin;
}

static u64 hex(const char **text) {
  u64 value = 0;
  for (;; (*text)++) {
    char c = **text;
    if (c >= '0' && c <= '9') {
      value = value << 4 | (u64)(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value = value << 4 | (u64)(c - 'a' + 10);
    } else {
      return value;
    }
  }
}

static u64 ceiling(u64 address) {
  return (address + PAGE - 1) & -PAGE;
}

// A number: hexadecimal; behind an H, from the heap's start; with *k, that many for each page of L.
static u64 number(const char *text) {
  u64 base = 0;
  if (*text == 'H') {
    base = ceiling(heap_start);
    text++;
  }
  u64 value = hex(&text);
  if (*text == '*') {
    text++;
    value += hex(&text) * landed_page;
  }
  return base + value;
}

static void land(u64 address) {
  landed_page = (u64)((i64)(address - ARENA_BASE) >> 12);
}
