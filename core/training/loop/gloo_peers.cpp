// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>

#include "core/base/error.h"
#include "core/training/loop/peers.h"
#ifdef DESTUDIO_WITH_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

namespace destudio::training {

#ifdef DESTUDIO_WITH_GLOO

namespace {

/// The first line of an error, without where in libtorch or Gloo it happened.
std::string cause_of(const std::exception& error) {
    std::string text = error.what();
    const auto place_end = text.find("] ");
    if (text.starts_with('[') && place_end != std::string::npos) {
        text.erase(0, place_end + 2);
    }
    return text.substr(0, std::min(text.find('\n'), text.find(" at ..")));
}

std::string place_text(const PeerPlace& place) {
    return "process " + std::to_string(place.rank) + " of " + std::to_string(place.size);
}

/// The network that Gloo listens on: that of GLOO_SOCKET_IFNAME, else the one that the machine's name leads to.
std::shared_ptr<gloo::transport::Device> gloo_device(const PeerPlace& place) {
    if (const char* const interface = std::getenv("GLOO_SOCKET_IFNAME")) {
        return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
    }
    if (place.address == "localhost" || place.address == "127.0.0.1") {
        return c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
    }
    return c10d::ProcessGroupGloo::createDefaultDevice();
}

class GlooPeers : public Peers {
public:
    explicit GlooPeers(const PeerPlace& place) : m_place(place) {
        c10d::TCPStoreOptions options;
        options.port = static_cast<std::uint16_t>(place.port);
        options.isServer = place.rank == 0;
        options.numWorkers = static_cast<std::size_t>(place.size);
        options.timeout = place.timeout / 3;
        auto store = c10::make_intrusive<c10d::TCPStore>(place.address, options);
        auto gloo = c10d::ProcessGroupGloo::Options::create(place.timeout);
        gloo->devices.push_back(gloo_device(place));
        m_group = c10::make_intrusive<c10d::ProcessGroupGloo>(
            c10::make_intrusive<c10d::PrefixStore>("destudio", std::move(store)), place.rank, place.size, gloo);
    }

    int rank() const override { return m_place.rank; }
    int size() const override { return m_place.size; }
    void sum(torch::Tensor& values) override {
        std::vector<torch::Tensor> tensors{values};
        wait_for([&] { return m_group->allreduce(tensors); });
    }
    void broadcast(torch::Tensor& values) override {
        std::vector<torch::Tensor> tensors{values};
        wait_for([&] { return m_group->broadcast(tensors); });
    }

private:
    template <class Call>
    void wait_for(const Call& call) {
        try {
            call()->wait();
        } catch (const std::exception& error) {
            throw ResourceError("Training ended in " + place_text(m_place) +
                                ": another one ended or no longer answers (" + cause_of(error) +
                                "). Start all of them again; they go on from the last checkpoint.");
        }
    }

    PeerPlace m_place;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> m_group;
};

}  // namespace

std::unique_ptr<Peers> join_peers(const PeerPlace& place) {
    try {
        return std::make_unique<GlooPeers>(place);
    } catch (const std::exception& error) {
        throw ResourceError("The " + std::to_string(place.size) + " processes of this training did not all meet at " +
                            place.address + ", port " + std::to_string(place.port) + ", as " + place_text(place) +
                            " sees it (" + cause_of(error) +
                            "). Start them all, with the same address and a port that is free.");
    }
}

#else

std::unique_ptr<Peers> join_peers(const PeerPlace& place) {
    throw ResourceError("This build cannot train in " + std::to_string(place.size) +
                        " processes: it was made without libgloo-dev. Set WORLD_SIZE to 1 to train alone.");
}

#endif

}  // namespace destudio::training
