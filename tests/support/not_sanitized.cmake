# SPDX-License-Identifier: Apache-2.0
# Tests that mean nothing in a build with a sanitizer; CTest lists them as disabled there.

# They measure what glibc's allocator gives back to the system; the sanitizers replace it.
set(not_address core_base_process_memory_test core_engine_memory_order_test)
set(not_thread core_base_process_memory_test core_engine_memory_order_test)
foreach(name ${not_${DESTUDIO_SANITIZE}})
  set(DESTUDIO_NOT_SANITIZED_${name} ON)
endforeach()
