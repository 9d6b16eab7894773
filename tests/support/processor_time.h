// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

namespace destudio::test {

/// Processor time of this process since the clock was made: on a busy machine the wall's clock tells of the others.
class ProcessorClock {
public:
    double seconds() const { return static_cast<double>(std::clock() - m_begin) / CLOCKS_PER_SEC; }

private:
    std::clock_t m_begin = std::clock();
};

}  // namespace destudio::test
