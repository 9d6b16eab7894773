// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/scratch_folder.h"

#include <unistd.h>

#include <fstream>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

namespace destudio::fuzz {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::error_code ec;
    const fs::path memory = "/dev/shm";
    const fs::path parent = fs::is_directory(memory, ec) ? memory : fs::temp_directory_path();
    m_path = parent / ("destudio-fuzz-" + std::to_string(::getpid()));
    fs::create_directories(m_path);
}

ScratchFolder::~ScratchFolder() {
    std::error_code ec;
    fs::remove_all(m_path, ec);
}

void ScratchFolder::put(const fs::path& relative, const void* data, std::size_t size) const {
    const fs::path file = m_path / relative;
    std::ofstream out(file, std::ios::binary);
    if (!out) {
        fs::create_directories(file.parent_path());
        out.open(file, std::ios::binary);
    }
    out.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
}

void ScratchFolder::put_pictures() const {
    std::vector<unsigned char> png;
    cv::imencode(".png", cv::Mat(6, 8, CV_8UC3, cv::Scalar(40, 90, 160)), png);
    for (const char* name : {"a.png", "images/a.png", "images/train/a.png", "JPEGImages/a.png"}) {
        put(name, png.data(), png.size());
    }
}

}  // namespace destudio::fuzz
