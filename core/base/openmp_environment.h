// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio {

/// Lets idle OpenMP threads sleep instead of spin (OMP_WAIT_POLICY=PASSIVE) unless the user chose otherwise. Spinning
/// threads on a machine that does anything else made generation 20 times slower. libgomp reads the variable when it is
/// loaded, so the program starts itself again once; call this first in main(). Returns when there is nothing to change
/// or the restart failed.
void prefer_passive_openmp(char** argv);

}  // namespace destudio
