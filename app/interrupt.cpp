#include "app/interrupt.h"

#include <csignal>
#include <initializer_list>

namespace brokerscope::app {

namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t interrupted = 0;

void remember(int /*signal*/)
{
    interrupted = 1;
}

} // namespace

void watchInterrupts()
{
    for (const int number : {SIGINT, SIGTERM}) {
        struct sigaction action { };
        action.sa_handler = remember;
        action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
        sigemptyset(&action.sa_mask);
        sigaction(number, &action, nullptr);
    }
}

bool wasInterrupted()
{
    return interrupted != 0;
}

} // namespace brokerscope::app
