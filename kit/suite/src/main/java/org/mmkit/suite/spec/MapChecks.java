// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Set;

/** What mmap asks of a file and of how it is shared, whatever the place. */
record MapChecks(SpecState state, MapRequest request) {

  private static final Set<String> UNKNOWN_WHEN_VALIDATED = Set.of("BAD", "SYNC", "NOREPLACE");

  /** Nobody asks how large they can be. */
  private static final Set<String> NO_SIZE = Set.of("zero", "pipe", "dir", "dev");

  private static final Set<String> READ_ONLY_FILES = Set.of("ro", "dir", "pipe");

  /** What is wrong with the file and the offset, as an errno; empty if nothing. */
  String ofFile() {
    if (!Pages.isAligned(request.offset())) {
      return "EINVAL";
    }
    if (request.isAnonymous()) {
      return "";
    }
    boolean open = !request.file().equals("bad") && !request.file().equals("none");
    if (!open || state.closedFiles.contains(request.file())) {
      return "EBADF";
    }
    return request.isHuge() ? "EINVAL" : "";
  }

  /** What is wrong with the flags of a mapping without a file. */
  String ofAnonymous() {
    if (request.isDroppable()) {
      boolean odd = request.has("LOCKED") || request.isHuge() || request.has("GROWSDOWN");
      return odd ? "EINVAL" : "";
    }
    if (request.isPrivate()) {
      return "";
    }
    boolean shared = request.hasLetter('s') && !request.isValidated() && !request.has("GROWSDOWN");
    return shared ? "" : "EINVAL";
  }

  /** What a file has to allow, and huge pages, which have one of their own. */
  String ofSharing(long pages) {
    long index = request.offset() >>> Pages.SHIFT;
    boolean limited = request.isAnonymous() || !NO_SIZE.contains(request.file());
    if (limited && index + pages > Long.MAX_VALUE >>> Pages.SHIFT) {
      return "EOVERFLOW";
    }
    if (request.isValidated() && request.flags().stream().anyMatch(this::isUnknown)) {
      return "EOPNOTSUPP";
    }
    if (request.isShared() && !isWritable() && (request.prot() & Attributes.WRITE) != 0) {
      return "EACCES";
    }
    if (!request.isShared() && !request.isPrivate()) {
      return "EINVAL";
    }
    if (request.isAnonymous()) {
      return request.has("GROWSDOWN") ? "EINVAL" : "";
    }
    if (request.file().equals("wo")) {
      return "EACCES";
    }
    if (request.file().equals("pipe") && (request.prot() & Attributes.EXEC) != 0) {
      return "EPERM";
    }
    if (request.file().equals("dir") || request.file().equals("pipe")) {
      return "ENODEV";
    }
    boolean copiedDevice = request.file().equals("dev") && !request.isShared();
    return request.has("GROWSDOWN") || copiedDevice ? "EINVAL" : "";
  }

  private boolean isWritable() {
    return request.isAnonymous() || !READ_ONLY_FILES.contains(request.file());
  }

  private boolean isUnknown(String flag) {
    return UNKNOWN_WHEN_VALIDATED.contains(flag) && !(flag.equals("SYNC") && request.isOnDisk());
  }
}
