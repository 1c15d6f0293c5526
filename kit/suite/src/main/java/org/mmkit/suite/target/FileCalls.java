// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.OpenFile;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls on the file F itself. */
final class FileCalls {
  private FileCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("ftrunc", open(FileCalls::truncate));
    handlers.put("fpunch", open(FileCalls::punch));
    handlers.put("fread", open(FileCalls::read));
    handlers.put("fwrite", open(FileCalls::write));
    handlers.put("fsync", open(FileCalls::sync));
    handlers.put("fmove", open(FileCalls::move));
    handlers.put("fhuge", open((c, call, file) -> CallContext.result(c.events().collapse(file))));
    handlers.put("fd_close", FileCalls::close);
  }

  /** One call on the file F. */
  private interface OnFile {
    String run(CallContext context, Call call, OpenFile file);
  }

  /** A call on a descriptor that was closed says so. */
  private static CallHandler open(OnFile handler) {
    return (context, call) -> {
      OpenFile file = context.world().file("f");
      return file == null ? "EBADF" : handler.run(context, call, file);
    };
  }

  private static String truncate(CallContext context, Call call, OpenFile file) {
    long size = call.pages("n", context.env());
    return CallContext.result(context.files().ftruncate(file, size));
  }

  private static String punch(CallContext context, Call call, OpenFile file) {
    long offset = call.pages("a", context.env());
    long length = call.pages("n", context.env());
    return CallContext.result(context.files().punchHole(file, offset, length));
  }

  private static String read(CallContext context, Call call, OpenFile file) {
    byte[] into = new byte[1];
    long position = call.pages("a", context.env());
    long count = context.files().read(file, position, into);
    if (count <= 0) {
      return count == 0 ? "EOF" : CallContext.result(count);
    }
    return AccessCalls.value(into[0] & 0xff);
  }

  private static String write(CallContext context, Call call, OpenFile file) {
    long position = call.pages("a", context.env());
    byte value = (byte) call.character("c", context.env());
    return CallContext.result(context.files().write(file, position, value));
  }

  private static String sync(CallContext context, Call call, OpenFile file) {
    return CallContext.result(context.files().fsync(file));
  }

  private static String move(CallContext context, Call call, OpenFile file) {
    long page = call.pages("a", context.env()) >> 12;
    return CallContext.result(context.events().migrate(file, page));
  }

  private static String close(CallContext context, Call call) {
    OpenFile file = context.world().close(call.text("fd"));
    if (file != null) {
      context.files().close(file);
    }
    return "OK";
  }
}
