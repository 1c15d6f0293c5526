// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

import java.util.List;
import java.util.Map;

/** Error numbers of Linux on x86-64; calls return them negated. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EIO = 5;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EFAULT = 14;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int EFBIG = 27;
  public static final int EOVERFLOW = 75;
  public static final int EOPNOTSUPP = 95;
  public static final int EHWPOISON = 133;

  /** What a call returns from minus this up to -1 is an errno ({@code MAX_ERRNO}). */
  public static final int MAX = 4095;

  private static final Map<Integer, String> NAMES =
      Map.of(EOVERFLOW, "EOVERFLOW", EOPNOTSUPP, "EOPNOTSUPP", EHWPOISON, "EHWPOISON");

  /** By their numbers; an address may look like one that no call returns. */
  private static final List<String> FIRST =
      List.of(
          ("OK EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES"
                  + " EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE"
                  + " ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK"
                  + " ENAMETOOLONG ENOLCK ENOSYS")
              .split(" "));

  private Errno() {}

  /**
   * The name of a result: {@code OK} for 0 and above, else the errno's name or {@code E<number>}.
   */
  public static String name(long result) {
    if (result >= 0) {
      return "OK";
    }
    boolean first = -result > 0 && -result < FIRST.size();
    return first ? FIRST.get((int) -result) : NAMES.getOrDefault((int) -result, "E" + -result);
  }
}
