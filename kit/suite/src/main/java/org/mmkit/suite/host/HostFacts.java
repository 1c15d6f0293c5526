// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What this kernel is, and how it is configured where programs can tell. */
public final class HostFacts {
  private static final int SIZE_MAX = 4096;
  private static final String HUGE = "/sys/kernel/mm/hugepages/hugepages-2048kB/";

  private HostFacts() {}

  /** The release, such as {@code 6.18.44}. */
  public static String release() {
    return read("/proc/sys/kernel/osrelease");
  }

  /** Huge pages of 2 MiB that are free. */
  static long hugePagesFree() {
    return number(HUGE + "free_hugepages");
  }

  /** Huge pages of 2 MiB that are promised to mappings. */
  static long hugePagesReserved() {
    return number(HUGE + "resv_hugepages");
  }

  /** Name and value of each setting that decides results. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kernel", release());
    settings.put("overcommit_memory", read("/proc/sys/vm/overcommit_memory"));
    settings.put("max_map_count", read("/proc/sys/vm/max_map_count"));
    settings.put("transparent_hugepage", read("/sys/kernel/mm/transparent_hugepage/enabled"));
    settings.put("huge_pages_free", Long.toString(hugePagesFree()));
    settings.put("swap", Files.exists(Path.of("/proc/swaps")) ? swap() : "unknown");
    return settings;
  }

  private static String swap() {
    return read("/proc/swaps").lines().count() > 1 ? "on" : "none";
  }

  private static long number(String file) {
    String text = read(file);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static String read(String file) {
    // In one piece: files of sysctl give nothing more to a second read.
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] text = new byte[SIZE_MAX];
      int size = in.read(text);
      return new String(text, 0, Math.max(0, size), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
