// SPDX-License-Identifier: Apache-2.0
/**
 * The model of Linux memory management: what all calls stand on.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>mm/mmap.c, mm/vma.c</td><td>{@link Mmap} {@link MmapRequest} {@link Munmap} {@link MunmapFirst} {@link Replacement} {@link RangeLookup} {@link Detach} {@link RemoveVmas} {@link VmaRange} {@link OwnedRanges} {@link VmaSplit} {@link VmaMerge} {@link StackGrowth} {@link ExclusiveStackGrowth} {@link ExitMmap} {@link FreeArea} {@link Limits} {@link SpecialMappings}</td></tr>
 *   <tr><td>mm/vma.c (the tree), lib/maple_tree.c</td><td>{@link VmaTree} {@link VmaArray} {@link VmaList} {@link TreeNodes} {@link MapleNodes}</td></tr>
 *   <tr><td>include/linux/mm_types.h</td><td>{@link VmArea} {@link VmaChecks} {@link VmOperations} {@link MmStruct} {@link MmLayout} {@link MmCounters} {@link HighWater} {@link RssStat} {@link AnonVma} {@link PendingFlushes}</td></tr>
 *   <tr><td>mm/mmap_lock.c</td><td>{@link VmaLock} {@link VmaLookup} {@link VmaUnlocking}</td></tr>
 *   <tr><td>kernel/fork.c</td><td>{@link VmaSlab} {@link Process} {@link TaskStruct}</td></tr>
 *   <tr><td>mm/memory.c</td><td>{@link Fault} {@link RangeFault} {@link SpeculativeFault} {@link FileFault} {@link FaultAround} {@link CopyOnWrite} {@link UnmapVmas} {@link UnmapSpecials} {@link Zap} {@link FreePgtables} {@link PageTables} {@link PteTable} {@link UpperTable} {@link TableWindow} {@link Pte}</td></tr>
 *   <tr><td>mm/gup.c</td><td>{@link Gup} {@link Populate}</td></tr>
 *   <tr><td>mm/mmu_gather.c</td><td>{@link MmuGather}</td></tr>
 *   <tr><td>arch/x86/mm/tlb.c</td><td>{@link Tlb} {@link Tlbs} {@link AccessKind}</td></tr>
 *   <tr><td>mm/mmu_notifier.c</td><td>{@link MmuNotifiers}</td></tr>
 *   <tr><td>mm/rmap.c</td><td>{@link AnonVmas}</td></tr>
 *   <tr><td>mm/mlock.c</td><td>{@link Munlock} {@link Mlock}</td></tr>
 *   <tr><td>mm/filemap.c, fs/inode.c, fs/file_table.c</td><td>{@link Inode} {@link OpenFile} {@link FileMappings} {@link PageCache} {@link Fput} {@link ReadAhead}</td></tr>
 *   <tr><td>mm/page_alloc.c</td><td>{@link PageFrames} {@link MemMap} {@link PcpLists} {@link PageBatches} {@link PageContent}</td></tr>
 *   <tr><td>mm/hugetlb.c</td><td>{@link HugeMapping} {@link HugetlbFault} {@link HugetlbPool} {@link HugetlbSharing} {@link SharedTables}</td></tr>
 *   <tr><td>mm/huge_memory.c</td><td>{@link HugeFault} {@link HugePmd}</td></tr>
 *   <tr><td>fs/userfaultfd.c</td><td>{@link UserfaultfdCtx} {@link UnmapEvents}</td></tr>
 *   <tr><td>kernel/events/uprobes.c</td><td>{@link Uprobes} {@link UprobeFlags} {@link UprobeTrap}</td></tr>
 *   <tr><td>ipc/shm.c</td><td>{@link ShmSegment}</td></tr>
 *   <tr><td>arch/x86/mm/mpx.c</td><td>{@link BoundsTables}</td></tr>
 *   <tr><td>mm/util.c</td><td>{@link CommitCounter}</td></tr>
 *   <tr><td>the model itself</td><td>{@link Kernel} {@link OwnMemory} {@link Part} {@link Parts} {@link UnmapPaths} {@link VmaLocking} {@link LockOfMmAlone} {@link MmapSemAlone} {@link VmaLocks} {@link MapleTreeAlone} {@link StackLocking} {@link MmCost} {@link MmBatch}</td></tr>
 *   <tr><td>rules and what they watch</td><td>{@link MmRule} {@link MmField} {@link LockRules} {@link MapRules} {@link Invariants} {@link UnmapCoverage} {@link HookLedger} {@link Unnamed} {@link PageLabels}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm;

import org.jspecify.annotations.NullMarked;
