using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AkkaSocketIo.Browser.Tests;

public class TransportTests(Chromium chromium) : BrowserTest(chromium)
{
    [ChromiumTheory]
    [InlineData("?transports=polling", "polling")]
    [InlineData("?transports=websocket", "websocket")]
    [InlineData("", "websocket")]
    public async Task TheChatIsTheSameByEachTransport(string query, string transport)
    {
        await using var chat = await ChatProcess.StartAsync();
        var ada = await OpenAsync(chat.Address, query);
        var grace = await OpenAsync(chat.Address, query);
        await ada.JoinAsync("Ada");
        await grace.JoinAsync("Grace");
        await Expect(ada.Transport).ToHaveAttributeAsync("data-transport", transport);
        await Expect(grace.Transport).ToHaveAttributeAsync("data-transport", transport);
        // WebSockets are no requests to Playwright: only the polls of one that starts with polling are seen.
        Assert.Equal(query != "?transports=websocket", ada.Requests.Any(url => url.Contains("transport=polling", StringComparison.Ordinal)));

        var text = string.Concat(Enumerable.Repeat("€😀 ", 400)).TrimEnd();
        await ada.SayAsync(text);
        await Expect(grace.Text("Ada", text)).ToBeVisibleAsync();
        await grace.ShowAsync("page.png", await LargestAsync(grace));
        await Expect(ada.Image("Grace")).ToHaveJSPropertyAsync("naturalWidth", grace.Page.ViewportSize!.Width);
        await chat.StopAsync();
    }

    [ChromiumFact]
    public async Task OverTlsTheWebSocketIsAStreamOfHttp2()
    {
        using var certificate = new SelfSigned();
        await using var chat = await ChatProcess.StartAtAsync(
            "https://127.0.0.1:0", [.. certificate.KestrelArguments, "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Information"]);
        var options = new BrowserNewContextOptions { IgnoreHTTPSErrors = true };
        var ada = await OpenAsync(chat.Address, "?transports=websocket", options);
        var grace = await OpenAsync(chat.Address, "", options);
        await ada.JoinAsync("Ada");
        await chat.ReadToAsync($"Request starting HTTP/2 CONNECT {chat.Address}socket.io/?EIO=4&transport=websocket");
        await grace.JoinAsync("Grace");
        await Expect(grace.Transport).ToHaveAttributeAsync("data-transport", "websocket");
        await chat.ReadToAsync($"Request starting HTTP/2 CONNECT {chat.Address}socket.io/?EIO=4&transport=websocket&sid=");

        await ada.SayAsync("Hello by TLS");
        await Expect(grace.Text("Ada", "Hello by TLS")).ToBeVisibleAsync();
        await grace.ShowAsync("page.png", await grace.Page.ScreenshotAsync());
        await Expect(ada.Image("Grace")).ToHaveJSPropertyAsync("naturalWidth", grace.Page.ViewportSize!.Width);
        await chat.StopAsync();
    }

    /// <summary>An image as large as the chat takes it: what follows the end of a PNG is not looked at.</summary>
    private static async Task<byte[]> LargestAsync(ChatPage page)
    {
        var image = await page.Page.ScreenshotAsync();
        Array.Resize(ref image, 700_000);
        return image;
    }
}
