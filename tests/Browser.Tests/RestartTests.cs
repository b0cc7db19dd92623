using static Microsoft.Playwright.Assertions;

namespace AkkaSocketIo.Browser.Tests;

public class RestartTests(Chromium chromium) : BrowserTest(chromium)
{
    [ChromiumTheory]
    [InlineData("")]
    [InlineData("?transports=polling")]
    public async Task AfterARestartEverybodyIsBackInTheirRoom(string query)
    {
        await using var before = await ChatProcess.StartAsync();
        var ada = await OpenAsync(before.Address, query);
        var grace = await OpenAsync(before.Address, query);
        await ada.JoinAsync("Ada");
        await ada.CreateAsync("kitchen");
        await grace.JoinAsync("Grace");

        await before.StopAsync();
        await Expect(ada.Transport).ToHaveTextAsync("Reconnecting…");
        await Expect(ada.Transport).ToHaveAttributeAsync("data-state", "reconnecting");
        await ada.SayAsync("Written while nobody listened");
        await Expect(ada.Text("Ada", "Written")).ToHaveAttributeAsync("data-state", "sending");

        await using var after = await ChatProcess.StartAtAsync(before.Address.GetLeftPart(UriPartial.Authority));
        await Expect(ada.Transport).ToHaveAttributeAsync("data-state", "connected");
        await Expect(ada.Notice("You are back online")).ToBeVisibleAsync();
        await Expect(ada.Title).ToHaveAttributeAsync("data-room", "kitchen");
        await Expect(ada.Text("Ada", "Written")).ToHaveAttributeAsync("data-state", "sent");
        await Expect(grace.Transport).ToHaveAttributeAsync("data-state", "connected");
        await Expect(grace.Title).ToHaveAttributeAsync("data-room", "lobby");
        await Expect(grace.Room("kitchen")).ToHaveAttributeAsync("data-people", "1");

        await grace.EnterAsync("kitchen");
        await ada.SayAsync("There you are");
        await Expect(grace.Text("Ada", "There you are")).ToBeVisibleAsync();
        await after.StopAsync();
    }
}
