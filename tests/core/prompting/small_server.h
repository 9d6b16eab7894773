// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace destudio::test {

/// A server on this machine that answers each request with the bytes that a function makes of it, and closes.
class SmallServer {
public:
    /// @param answer gets the whole request; an empty answer is none at all: the caller waits until the server ends
    explicit SmallServer(std::function<std::string(const std::string&)> answer) : m_answer(std::move(answer)) {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (m_socket < 0 || ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(m_socket, 8) != 0 || ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
            throw std::runtime_error("no socket");
        }
        m_port = ntohs(address.sin_port);
        m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    }
    ~SmallServer() {
        m_thread.request_stop();
        m_thread.join();
        ::close(m_socket);
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    std::string address() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    std::vector<std::string> requests() const {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

    static std::string reply(const std::string& body, const std::string& status = "200 OK") {
        return "HTTP/1.1 " + status +
               "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\nConnection: close\r\n\r\n" + body;
    }

private:
    static bool readable(int socket) {
        constexpr int kMilliseconds = 20;
        pollfd entry{socket, POLLIN, 0};
        return ::poll(&entry, 1, kMilliseconds) > 0;
    }

    static bool is_whole(const std::string& request) {
        const std::size_t end = request.find("\r\n\r\n");
        if (end == std::string::npos) {
            return false;
        }
        std::string head = request.substr(0, end);
        std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
        const std::string word = "content-length: ";
        const std::size_t at = head.find(word);
        const std::size_t length = at == std::string::npos ? 0 : std::stoul(head.substr(at + word.size()));
        return request.size() >= end + 4 + length;
    }

    void serve(const std::stop_token& stop) {
        std::vector<int> waiting;
        while (!stop.stop_requested()) {
            if (!readable(m_socket)) {
                continue;
            }
            const int caller = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            std::string request;
            char bytes[4096];
            while (!stop.stop_requested() && !is_whole(request)) {
                if (readable(caller)) {
                    const ssize_t got = ::recv(caller, bytes, sizeof bytes, 0);
                    if (got <= 0) {
                        break;
                    }
                    request.append(bytes, static_cast<std::size_t>(got));
                }
            }
            {
                const std::lock_guard lock(m_mutex);
                m_requests.push_back(request);
            }
            const std::string answer = m_answer(request);
            if (answer.empty()) {
                waiting.push_back(caller);
                continue;
            }
            for (std::size_t sent = 0; sent < answer.size();) {
                const ssize_t now = ::send(caller, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (now <= 0) {
                    break;
                }
                sent += static_cast<std::size_t>(now);
            }
            ::close(caller);
        }
        for (const int caller : waiting) {
            ::close(caller);
        }
    }

    std::function<std::string(const std::string&)> m_answer;
    int m_socket = -1;
    int m_port = 0;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::jthread m_thread;
};

}  // namespace destudio::test
