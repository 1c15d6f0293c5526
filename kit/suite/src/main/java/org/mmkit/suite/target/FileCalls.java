// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.OpenFile;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls on the file F itself. */
final class FileCalls {
  private FileCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("ftrunc", FileCalls::truncate);
    handlers.put("fpunch", FileCalls::punch);
    handlers.put("fread", FileCalls::read);
    handlers.put("fwrite", FileCalls::write);
    handlers.put("fsync", FileCalls::sync);
    handlers.put("fmove", FileCalls::move);
    handlers.put("fhuge", (c, call) -> CallContext.result(c.events().collapse(file(c))));
    handlers.put("fd_close", FileCalls::close);
  }

  private static OpenFile file(CallContext context) {
    return context.world().opened("f");
  }

  private static String truncate(CallContext context, Call call) {
    long size = call.pages("n", context.env());
    return CallContext.result(context.files().ftruncate(file(context), size));
  }

  private static String punch(CallContext context, Call call) {
    long offset = call.pages("a", context.env());
    long length = call.pages("n", context.env());
    return CallContext.result(context.files().punchHole(file(context), offset, length));
  }

  private static String read(CallContext context, Call call) {
    byte[] into = new byte[1];
    long position = call.pages("a", context.env());
    long count = context.files().read(file(context), position, into);
    if (count <= 0) {
      return count == 0 ? "EOF" : CallContext.result(count);
    }
    return AccessCalls.value(into[0] & 0xff);
  }

  private static String write(CallContext context, Call call) {
    long position = call.pages("a", context.env());
    byte value = (byte) call.character("c", context.env());
    return CallContext.result(context.files().write(file(context), position, value));
  }

  private static String sync(CallContext context, Call call) {
    OpenFile file = context.world().file("f");
    return file == null ? "EBADF" : CallContext.result(context.files().fsync(file));
  }

  private static String move(CallContext context, Call call) {
    long page = call.pages("a", context.env()) >> 12;
    OpenFile file = context.world().file("f");
    return file == null ? "EBADF" : CallContext.result(context.events().migrate(file, page));
  }

  private static String close(CallContext context, Call call) {
    OpenFile file = context.world().close(call.text("fd"));
    if (file != null) {
      context.files().close(file);
    }
    return "OK";
  }
}
