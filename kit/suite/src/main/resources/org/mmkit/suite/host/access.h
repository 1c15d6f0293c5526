// SPDX-License-Identifier: Apache-2.0
// Loads, stores and calls of code that may fault: what the kernel says of the fault is the result.

// These return what they found, or -1 after a fault: the handler goes on in access_failed, which
// puts back the registers that a caller relies on. Nothing else of what rt_sigreturn does is needed.
__asm__(
    ".text\n"
    "access_begin:\n"
    "access_load: movzbl (%rdi), %eax\n ret\n"
    "access_store: movb %sil, (%rdi)\n xorl %eax, %eax\n ret\n"
    "access_execute: movq %rsp, access_stack(%rip)\n xorl %eax, %eax\n xorl %r8d, %r8d\n"
    " call *%rdi\n xorl %eax, %eax\n ret\n"
    "access_end:\n"
    "access_failed: movq 32(%rdi), %r12\n movq 40(%rdi), %r13\n movq 48(%rdi), %r14\n"
    " movq 56(%rdi), %r15\n movq 80(%rdi), %rbp\n movq 88(%rdi), %rbx\n movq 120(%rdi), %rsp\n"
    " movq $-1, %rax\n ret\n"
    "access_left: movq access_stack(%rip), %rsp\n movq $-1, %rax\n ret\n"
    "signal_return: movq $15, %rax\n syscall\n");

u64 access_stack;

extern char access_begin[], access_end[], access_left[];
void access_failed(u64 *registers) __attribute__((noreturn));
i64 access_load(u64 at);
i64 access_store(u64 at, u64 value);
i64 access_execute(u64 at);
void signal_return(void);

static int fault_signal;
static int fault_code;
static int executing;

static u8 signal_stack[16384] __attribute__((aligned(16)));

struct action {
  void (*handler)(int, u8 *, u8 *);
  u64 flags;
  void (*restorer)(void);
  u64 mask;
};

enum { SI_KERNEL = 128, REG_RIP = 16, CONTEXT_REGS = 40, SA_SIGINFO = 4, SA_RESTORER = 0x4000000,
       SA_ONSTACK = 0x8000000, SA_NODEFER = 0x40000000 };

// An access that faults goes on where it failed; any other fault ends the process as usual.
static void on_fault(int signal, u8 *info, u8 *context) {
  u64 *registers = (u64 *)(context + CONTEXT_REGS);
  u64 *rip = registers + REG_RIP;
  fault_signal = signal;
  fault_code = *(int *)(info + 8);
  if (executing) {
    *rip = (u64)access_left;
  } else if (*rip >= (u64)access_begin && *rip < (u64)access_end) {
    access_failed(registers);
  } else {
    struct action standard = {0, SA_RESTORER, signal_return, 0};
    sys4(SYS_sigaction, signal, &standard, 0, 8);
  }
}

static void catch_faults(void) {
  struct { void *at; int flags; u64 size; } stack = {signal_stack, 0, sizeof(signal_stack)};
  sys(SYS_sigaltstack, &stack, 0, 0);
  struct action action = {
      on_fault, SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_NODEFER, signal_return, 0};
  sys4(SYS_sigaction, SIGSEGV, &action, 0, 8);
  sys4(SYS_sigaction, SIGBUS, &action, 0, 8);
  sys4(SYS_sigaction, SIGTRAP, &action, 0, 8);
  sys4(SYS_sigaction, SIGILL, &action, 0, 8);
  sys4(SYS_sigaction, SIGFPE, &action, 0, 8);
}

static void say_signal(int signal) {
  switch (signal) {
    case SIGILL: say("SIGILL"); break;
    case SIGTRAP: say("SIGTRAP"); break;
    case SIGBUS: say("SIGBUS"); break;
    case SIGFPE: say("SIGFPE"); break;
    case SIGKILL: say("SIGKILL"); break;
    case SIGSEGV: say("SIGSEGV"); break;
    case SIGALRM: say("SIGALRM"); break;
    default: say("SIG"); say_number(signal);
  }
}

static void say_fault(void) {
  if (fault_signal == SIGSEGV && fault_code == 1) {
    say("SEGV_MAPERR");
  } else if (fault_signal == SIGSEGV && fault_code == 2) {
    say("SEGV_ACCERR");
  } else if (fault_signal == SIGSEGV && fault_code == SI_KERNEL) {
    say("SEGV_KERNEL");
  } else if (fault_signal == SIGSEGV && fault_code == 4) {
    say("SEGV_PKUERR");
  } else if (fault_signal == SIGBUS && (fault_code == 2 || fault_code == 4)) {
    // BUS_MCEERR_AR of a poisoned page is known to kernels with CONFIG_MEMORY_FAILURE alone.
    say("BUS_ADRERR");
  } else if (fault_signal == SIGTRAP) {
    say("TRAP");
  } else {
    say_signal(fault_signal);
    say_char('_');
    say_number(fault_code);
  }
}

static void say_load(u64 at) {
  i64 value = access_load(at);
  if (value < 0) {
    say_fault();
  } else {
    say_byte((int)value);
  }
}

static void say_store(u64 at, u64 value) {
  if (access_store(at, value) < 0) {
    say_fault();
  } else {
    say("OK");
  }
}

enum { RETURN = 0xc3, BREAKPOINT = 0xcc };

// What is no return is not run, if it could be. A breakpoint that a probe handles goes on in
// what stands behind it, which may well fault.
static void say_execute(u64 at) {
  i64 byte = access_load(at);
  if (byte >= 0 && byte != RETURN && byte != BREAKPOINT && is_executable(at)) {
    say("OK");
    return;
  }
  executing = 1;
  i64 result = access_execute(at);
  executing = 0;
  if (result < 0 && (byte != BREAKPOINT || fault_signal == SIGTRAP || !is_executable(at))) {
    say_fault();
  } else {
    say("OK");
  }
}

static void say_fill(u64 at, u64 pages, u64 first) {
  for (u64 i = 0; i < pages; i++) {
    if (access_store(at + i * PAGE, (first + i) & 0xff) < 0) {
      say_fault();
      return;
    }
  }
  say("OK");
}

static void say_pattern(u64 at, u64 pages) {
  for (u64 i = 0; i < pages; i++) {
    i64 value = access_load(at + i * PAGE);
    if (value < 0) {
      say_char('!');
    } else if (value == 0) {
      say_char('.');
    } else {
      say_char(value >= ' ' && value < 0x7f ? (char)value : '?');
    }
  }
}
