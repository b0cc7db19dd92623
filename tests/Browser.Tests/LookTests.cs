using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaSocketIo.Browser.Tests;

/// <summary>Keeps pictures of the page in <c>artifacts/screenshots</c>, since whether it looks good is for people to judge.</summary>
public class LookTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly ViewportSize s_desk = new() { Width = 1280, Height = 800 };
    private static readonly ViewportSize s_phone = new() { Width = 390, Height = 844 };

    [ChromiumFact]
    public async Task ItFitsDesksAndPhonesByDayAndByNight()
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address, s_desk, ColorScheme.Light);
        var grace = await OpenAsync(chat.Address, s_desk, ColorScheme.Dark);
        var hedy = await OpenAsync(chat.Address, s_phone, ColorScheme.Light);
        var alan = await OpenAsync(chat.Address, s_phone, ColorScheme.Dark);
        Visitor[] visitors = [new("Ada", "desk-light", ada), new("Grace", "desk-dark", grace), new("Hedy", "phone-light", hedy), new("Alan", "phone-dark", alan)];

        foreach (var (nick, name, page) in visitors)
        {
            await page.PhotographAsync($"welcome-{name}");
            await page.JoinAsync(nick);
        }

        await Expect(alan.Person("Ada")).ToBeAttachedAsync();
        await ada.SayAsync("Good morning! Did the machine print anything?");
        await Expect(grace.Text("Ada", "Good morning")).ToBeVisibleAsync();
        await grace.SayAsync("It did. Bernoulli numbers, all the way down the page: https://example.org/" + new string('x', 60));
        await Expect(hedy.Text("Grace", "It did")).ToBeVisibleAsync();
        await hedy.SayAsync("Show me 😀");
        await hedy.SayAsync("Or is it a secret?\nI can keep one.");
        await Expect(ada.Text("Hedy", "Or is it")).ToBeVisibleAsync();
        await ada.ShowAsync("chart.png", await PictureAsync(chat.Address));
        await alan.Field.PressSequentiallyAsync("Is it");

        foreach (var (_, name, page) in visitors)
        {
            await Expect(page.Image("Ada")).ToHaveJSPropertyAsync("naturalWidth", 640);
            if (page != alan)
                await Expect(page.Typing).ToHaveTextAsync("Alan is typing…");
            await page.PhotographAsync($"chat-{name}");
            Assert.False(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{name} scrolls sideways");
        }

        foreach (var (name, page) in new[] { ("phone-light", hedy), ("phone-dark", alan) })
        {
            await page.Page.Locator("#menu").ClickAsync();
            await Expect(page.Person("Ada")).ToBeInViewportAsync();
            await page.PhotographAsync($"drawer-{name}");
        }

        await chat.StopAsync();
        await ada.SayAsync("Is anybody there?");
        await Expect(ada.Transport).ToHaveTextAsync("Reconnecting…");
        await ada.PhotographAsync("lost-desk-light");
    }

    private Task<ChatPage> OpenAsync(Uri chat, ViewportSize size, ColorScheme colors) =>
        OpenAsync(chat, "", new() { ViewportSize = size, ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });

    /// <summary>Something with colours and an aspect ratio.</summary>
    private async Task<byte[]> PictureAsync(Uri chat)
    {
        var page = await OpenAsync(chat, "icon.svg", new() { ViewportSize = new() { Width = 640, Height = 360 } });
        return await page.Page.ScreenshotAsync();
    }

    private sealed record Visitor(string Nick, string Name, ChatPage Page);
}
