// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Arrays;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Copies by the kernel: process_vm_readv and writev, read and write of a pipe, /proc/self/mem. */
final class CopyCalls {
  /** More than a pipe holds, and than any case asks for. */
  private static final int BYTES_MAX = 1 << 20;

  /** What process_vm_writev writes. */
  private static final byte WRITTEN = 'v';

  /** What the pipe holds. */
  private static final byte PIPED = 'p';

  private CopyCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("pvr", (context, call) -> processVm(context, call, false));
    handlers.put("pvw", (context, call) -> processVm(context, call, true));
    handlers.put("rd", (context, call) -> pipe(context, call, true));
    handlers.put("wr", (context, call) -> pipe(context, call, false));
    handlers.put("memrd", CopyCalls::readMem);
    handlers.put("memwr", CopyCalls::writeMem);
  }

  private static String processVm(CallContext context, Call call, boolean write) {
    int own = context.task().process().pid();
    int pid = call.has("pid") ? (int) call.value("pid", context.env()) : own;
    long address = call.address("a", context.env());
    byte[] data = buffer(call.value("bytes", context.env()), WRITTEN);
    long done =
        write
            ? context.syscalls().processVmWritev(pid, address, data)
            : context.syscalls().processVmReadv(pid, address, data);
    return count(done);
  }

  private static String pipe(CallContext context, Call call, boolean intoMemory) {
    long address = call.address("a", context.env());
    byte[] data = buffer(call.pages("n", context.env()), PIPED);
    long done =
        intoMemory
            ? context.syscalls().readPipe(address, data)
            : context.syscalls().writePipe(address, data);
    return count(done);
  }

  private static String readMem(CallContext context, Call call) {
    byte[] data = new byte[1];
    long done = context.syscalls().readMem(call.address("a", context.env()), data);
    return done < 0 ? CallContext.result(done) : AccessCalls.value(data[0] & 0xff);
  }

  private static String writeMem(CallContext context, Call call) {
    byte[] data = {(byte) call.character("c", context.env())};
    return count(context.syscalls().writeMem(call.address("a", context.env()), data));
  }

  private static byte[] buffer(long bytes, byte content) {
    if (bytes < 0 || bytes > BYTES_MAX) {
      throw new NotModelled("a copy of " + bytes + " bytes");
    }
    byte[] data = new byte[(int) bytes];
    Arrays.fill(data, content);
    return data;
  }

  private static String count(long done) {
    return done < 0 ? CallContext.result(done) : Long.toString(done);
  }
}
