// SPDX-License-Identifier: MIT
// Dear ImGui on SFML.
#include "viewer/panels/gui.hpp"

#include <backends/imgui_impl_opengl2.h>
#include <imgui.h>

#include <algorithm>
#include <iostream>

namespace muster::viewer {
namespace {

void set_key(ImGuiIO& io, sf::Keyboard::Key key, bool down) {
  if (key >= 0 && key < static_cast<int>(std::size(io.KeysDown))) io.KeysDown[key] = down;
}

// ImGui 1.86 asks for a table from its keys to ours; 1.87 replaced it by AddKeyEvent.
void map_keys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM < 18700
  io.KeyMap[ImGuiKey_Tab] = sf::Keyboard::Tab;
  io.KeyMap[ImGuiKey_LeftArrow] = sf::Keyboard::Left;
  io.KeyMap[ImGuiKey_RightArrow] = sf::Keyboard::Right;
  io.KeyMap[ImGuiKey_UpArrow] = sf::Keyboard::Up;
  io.KeyMap[ImGuiKey_DownArrow] = sf::Keyboard::Down;
  io.KeyMap[ImGuiKey_Home] = sf::Keyboard::Home;
  io.KeyMap[ImGuiKey_End] = sf::Keyboard::End;
  io.KeyMap[ImGuiKey_Backspace] = sf::Keyboard::BackSpace;
  io.KeyMap[ImGuiKey_Delete] = sf::Keyboard::Delete;
  io.KeyMap[ImGuiKey_Enter] = sf::Keyboard::Enter;
  io.KeyMap[ImGuiKey_Space] = sf::Keyboard::Space;
  io.KeyMap[ImGuiKey_Escape] = sf::Keyboard::Escape;
#else
#error "this adapter is written for Dear ImGui 1.86: port set_key and map_keys to AddKeyEvent"
#endif
}

void set_style(double scale) {
  ImGui::GetStyle() = ImGuiStyle{};
  ImGui::StyleColorsLight();
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowRounding = 4;
  style.FrameRounding = 3;
  style.WindowBorderSize = 1;
  style.Colors[ImGuiCol_WindowBg] = {0.98f, 0.98f, 0.97f, 0.96f};
  style.Colors[ImGuiCol_FrameBg] = {0.89f, 0.90f, 0.92f, 1};
  style.Colors[ImGuiCol_TextDisabled] = {0.36f, 0.38f, 0.42f, 1};
  style.Colors[ImGuiCol_Text] = {0.13f, 0.14f, 0.17f, 1};
  style.ScaleAllSizes(static_cast<float>(scale));
}

}  // namespace

Gui::Gui(std::span<const std::string> strings, double scale)
    : choice_{choose_fonts(characters_of(strings))} {
  if (!choice_.missing.empty())
    std::cerr << "muster-viewer: no installed font has " << choice_.missing.size()
              << " of the characters; install one with: apt-get install fonts-noto-cjk\n";
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // no imgui.ini in the working directory
  io.LogFilename = nullptr;
  io.BackendPlatformName = "muster-viewer";
  map_keys(io);
  ImGui_ImplOpenGL2_Init();
  set_scale(scale);
}

Gui::~Gui() {
  ImGui_ImplOpenGL2_Shutdown();
  ImGui::DestroyContext();
}

void Gui::set_scale(double scale) {
  scale = std::clamp(scale, 0.5, 4.0);
  if (scale == scale_) return;
  scale_ = scale;
  fonts_ = build_fonts(*ImGui::GetIO().Fonts, choice_, scale);
  ImGui_ImplOpenGL2_DestroyFontsTexture();
  ImGui_ImplOpenGL2_CreateFontsTexture();
  set_style(scale);
}

void Gui::handle(const sf::Event& event) {
  ImGuiIO& io = ImGui::GetIO();
  switch (event.type) {
    case sf::Event::MouseMoved:
      io.MousePos = {static_cast<float>(event.mouseMove.x), static_cast<float>(event.mouseMove.y)};
      break;
    case sf::Event::MouseButtonPressed:
    case sf::Event::MouseButtonReleased:
      if (event.mouseButton.button < 3)
        io.MouseDown[event.mouseButton.button] = event.type == sf::Event::MouseButtonPressed;
      io.MousePos = {static_cast<float>(event.mouseButton.x),
                     static_cast<float>(event.mouseButton.y)};
      break;
    case sf::Event::MouseWheelScrolled:
      if (event.mouseWheelScroll.wheel == sf::Mouse::VerticalWheel)
        io.MouseWheel += event.mouseWheelScroll.delta;
      break;
    case sf::Event::MouseLeft:
      io.MousePos = {-FLT_MAX, -FLT_MAX};
      break;
    case sf::Event::KeyPressed:
    case sf::Event::KeyReleased:
      set_key(io, event.key.code, event.type == sf::Event::KeyPressed);
      io.KeyCtrl = event.key.control;
      io.KeyShift = event.key.shift;
      io.KeyAlt = event.key.alt;
      io.KeySuper = event.key.system;
      break;
    case sf::Event::TextEntered:
      if (event.text.unicode >= 0x20) io.AddInputCharacter(event.text.unicode);
      break;
    case sf::Event::LostFocus:
      io.AddFocusEvent(false);
      std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
      std::fill(std::begin(io.MouseDown), std::end(io.MouseDown), false);
      break;
    default:
      break;
  }
}

bool Gui::wants_mouse() const {
  return ImGui::GetIO().WantCaptureMouse;
}
bool Gui::wants_keyboard() const {
  return ImGui::GetIO().WantTextInput;
}

void Gui::begin(sf::Vector2u size, double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(size.x), static_cast<float>(size.y)};
  io.DeltaTime = static_cast<float>(std::clamp(seconds, 1e-4, 1.0));
  ImGui_ImplOpenGL2_NewFrame();
  ImGui::NewFrame();
}

void Gui::draw(sf::RenderTarget& target) {
  ImGui::Render();
  target.pushGLStates();
  ImGui_ImplOpenGL2_RenderDrawData(ImGui::GetDrawData());
  target.popGLStates();
  // SFML 2.5 believes to be in the state that it had after the push, which the pop has undone.
  target.resetGLStates();
}

}  // namespace muster::viewer
