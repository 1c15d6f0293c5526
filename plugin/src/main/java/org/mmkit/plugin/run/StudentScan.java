// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.Remark.Kind;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Looks through the student's class files, before they run, for what breaks determinism or
 * exclusion.
 */
final class StudentScan extends ClassVisitor {
  private static final Pattern FOREIGN =
      Pattern.compile("(org/mmkit|org/junit|java|javax|jdk|sun|com/sun)/.*", Pattern.DOTALL);
  private static final Pattern MUTABLE_TYPE =
      Pattern.compile(
          "\\[.*|Ljava/lang/StringBu.*|Ljava/util/(concurrent/)?(atomic/)?[A-Za-z]*"
              + "(List|Map|Set|Queue|Deque|Collection|Vector|Stack|BitSet|Atomic[A-Za-z]*|Adder);");

  private static final int REMARKS_MAX = 1000;

  /** The lines of the source that write static fields, by field: a field itself has no line. */
  private final Map<String, Integer> staticWrites = new LinkedHashMap<>();

  private final List<String> staticFields = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private String className = "";
  private String file = "";
  private boolean isInnocent;

  private StudentScan() {
    super(Opcodes.ASM9);
  }

  /** Scans all class files below a folder. */
  static List<Remark> scan(Path classes) {
    List<Remark> all = new ArrayList<>();
    for (Path file : ClassIndex.classFiles(classes)) {
      all.addAll(scan(String.valueOf(file.getFileName()), ClassBytes.read(file)));
      if (all.size() > REMARKS_MAX) {
        return all.stream().distinct().limit(REMARKS_MAX).toList();
      }
    }
    return all.stream().distinct().toList();
  }

  /** Scans what should be a class; what cannot be read is a remark too. */
  static List<Remark> scan(String fileName, ClassBytes bytes) {
    StudentScan scan = new StudentScan();
    String trouble =
        bytes
            .reader()
            .map(reader -> ClassBytes.accept(reader, scan, ClassReader.SKIP_FRAMES))
            .orElse(bytes.trouble());
    if (!trouble.isEmpty()) {
      scan.remarks.add(new Remark(Kind.UNREADABLE, fileName, "It " + trouble + "."));
    }
    return scan.remarks;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    className = ClassIndex.dotted(name);
    file = className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$.*", "") + ".java";
    isInnocent = (access & (Opcodes.ACC_MODULE | Opcodes.ACC_ANNOTATION)) != 0;
    if (FOREIGN.matcher(name).matches()) {
      remarks.add(new Remark(Kind.SHADOW, file, className));
    }
  }

  @Override
  public void visitSource(String source, String debug) {
    file = source == null ? file : source;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    boolean isSynthetic = (access & Opcodes.ACC_SYNTHETIC) != 0;
    boolean isMutable =
        (access & Opcodes.ACC_FINAL) == 0 || MUTABLE_TYPE.matcher(descriptor).matches();
    if (isStatic && !isSynthetic && isMutable) {
      staticFields.add(name);
    }
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if ((access & Opcodes.ACC_NATIVE) != 0) {
      remarks.add(new Remark(Kind.REFLECTION, file, "native " + name));
    }
    return isInnocent ? null : new Body((access & Opcodes.ACC_SYNCHRONIZED) != 0, name);
  }

  @Override
  public void visitEnd() {
    for (String field : staticFields) {
      Integer line = staticWrites.get(field);
      remarks.add(
          new Remark(
              Kind.STATIC_STATE, line == null ? file : file + ":" + line, "static " + field));
    }
  }

  /** The instructions of one method. */
  private final class Body extends MethodVisitor {
    private final String method;
    private boolean isSynchronized;
    private int line;

    Body(boolean isSynchronized, String method) {
      super(Opcodes.ASM9);
      this.isSynchronized = isSynchronized;
      this.method = method;
    }

    private void remark(Kind kind, String what) {
      if (remarks.size() < REMARKS_MAX) {
        remarks.add(new Remark(kind, line == 0 ? file : file + ":" + line, what));
      }
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      if (isSynchronized) {
        isSynchronized = false;
        remark(Kind.MONITOR, "synchronized " + method);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER) {
        remark(Kind.MONITOR, "synchronized");
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.PUTSTATIC && ClassIndex.dotted(owner).equals(className)) {
        staticWrites.putIfAbsent(name, line);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      call(owner, name);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          call(handle.getOwner(), handle.getName());
        }
      }
    }

    private void call(String owner, String name) {
      SuspiciousCalls.kindOf(owner, name)
          .ifPresent(
              kind -> remark(kind, shown(owner) + (name.equals("<init>") ? "" : "." + name)));
    }

    private String shown(String owner) {
      return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
    }
  }
}
